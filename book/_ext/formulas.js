// @ts-check
/**
 * Sets formulas for `formulas.py`: a line of JSON in, a line of JSON out, until there are no more.
 * KaTeX is loaded before.
 */

/** @type {{ renderToString: (tex: string, options: object) => string }} */
const katex = /** @type {any} */ (globalThis).katex;

/** @param {{ tex: string, display: boolean }} formula */
const answer = ({ tex, display }) => {
  try {
    return { html: katex.renderToString(tex, { displayMode: display, strict: "error" }) };
  } catch (error) {
    return { error: String(/** @type {Error} */ (error).message) };
  }
};

const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
const encoder = new TextEncoder();
let rest = "";
for await (const piece of lines) {
  const whole = (rest + piece).split("\n");
  rest = whole.pop() ?? "";
  for (const line of whole) {
    await Deno.stdout.write(encoder.encode(JSON.stringify(answer(JSON.parse(line))) + "\n"));
  }
}
