// @ts-check
/// <reference lib="deno.ns" />
/// <reference types="../book/assets/living/living.d.ts" />
// Answers questions about the engine of the living figures: JSON comes in, JSON goes out.
import "../book/assets/living/random.js";
import "../book/assets/living/engine.js";

/** @param {Float64Array[]} arrays */
const lists = (arrays) => arrays.map((array) => [...array]);

/** Numbers that a seed draws: uniform ones, then normal ones.
 * @param {{ seed: number, n: number }} question */
const draws = ({ seed, n }) => {
  const rng = living.random(seed);
  const uniform = Array.from({ length: n }, rng.random);
  return { uniform, normal: Array.from({ length: n }, rng.normal) };
};

/** @param {{ activation: string, z: number[] }} question */
const activation = ({ activation, z }) => {
  const f = living.activations[activation]();
  const value = z.map((x) => f.value(x));
  return { value, slope: z.map((x, k) => f.slope(x, value[k])) };
};

/** A network: its start, one pass there and back, and what so many steps make of it.
 * @param {{ sizes: number[], activation: string, start?: string, options?: Living.Options,
 *   bias?: string, output: string, seed: number, X: number[], y: number[], n: number,
 *   optimizer?: string, rates?: Living.Options, steps?: number }} question */
const network = (question) => {
  const { sizes, activation, start, options, bias, output, seed, y, n } = question;
  const net = living.network(sizes, living.activations[activation](), {
    initializer: start ? living.initializers[start](options) : undefined,
    bias: bias ? living.initializers[bias]() : undefined,
    output,
    seed,
  });
  const X = Float64Array.from(question.X);
  const record = living.forward(net, X, n);
  const first = living.backward(net, record, y);
  const before = lists(net.parameters);
  const step = living.optimizers[question.optimizer ?? "sgd"](question.rates);
  for (let k = 0; k < (question.steps ?? 0); k++) {
    const gradients = living.backward(net, living.forward(net, X, n), y);
    step(net.parameters, gradients.parameters);
  }
  return {
    before,
    z: lists(record.z),
    loss: first.loss,
    delta: lists(first.delta),
    gradient: lists(first.parameters),
    after: lists(net.parameters),
  };
};

/** What the engine has. */
const names = () => ({
  activations: Object.keys(living.activations),
  initializers: Object.keys(living.initializers),
});

/** @type {Record<string, (question: any) => unknown>} */
const answer = { names, draws, activation, network };
/** @type {{ ask: string }[]} */
const questions = JSON.parse(await new Response(Deno.stdin.readable).text());
console.log(JSON.stringify(questions.map((question) => answer[question.ask](question))));
