// @ts-check
/// <reference types="./living.d.ts" />
// Blame, handed back through three units whose weights the reader sets.
// Begins with the picture of `vanishing_gradient.chain`: weights 1, -2 and 3, input 1, answer 1.
{
  const UNITS = 3;
  /** What bends the first two units; the last is always a sigmoid with cross-entropy. */
  const FUNCTIONS = { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU" };

  living.figure("blame", [], (frame) => {
    const weights = ["w⁽¹⁾", "w⁽²⁾", "w⁽³⁾"].map((name, k) =>
      frame.slider({
        label: `weight ${name}`,
        min: -6,
        max: 6,
        step: 0.1,
        value: [1, -2, 3][k],
        format: (w) => living.write(w, 1),
      })
    );
    frame.more("Input, right answer, function");
    const input = frame.slider({ label: "input", min: -3, max: 3, step: 0.1, value: 1 });
    const target = frame.choice({
      label: "right answer y",
      options: { 1: "1", 0: "0" },
      value: "1",
    });
    const f = frame.choice({ label: "units 1 and 2", options: FUNCTIONS, value: "sigmoid" });
    frame.task(
      "Turn the sign of one weight: which blames turn round with it? Then bring as much of the " +
        "blame to unit 1 as you can: how large must the weights be? At last set the second weight " +
        "to 0: has it a slope itself?",
    );
    frame.answer(
      "A sigmoid's slope is at most ¼, so only a weight beyond 4 hands on more blame than came, and only " +
        "to a unit that is not saturated. Behind a weight of 0 nothing arrives, and yet that " +
        "weight itself has a slope.",
    );

    frame.height(178);
    const [top, bottom] = [36, 146]; // of the middle of both rows
    const middles = [0, 1, 2].map((k) => 104 + 134 * k);
    /** @param {number} x @param {number} y @param {string} [look] */
    const text = (x, y, look = "middle") => frame.draw("text", { x, y, class: look }, frame.svg);
    /** @param {number} from @param {number} to @param {number} y */
    const arrow = (from, to, y) => {
      const back = to > from ? -6 : 6;
      const d = `M${from},${y}L${to},${y}l${back},-4m${-back},4l${back},4`;
      return frame.draw("path", { class: "way", d }, frame.svg);
    };
    const given = text(16, top + 5);
    text(2, bottom + 5, "accent").textContent = "blame";
    const units = middles.map((x, k) => {
      const box = { x: x - 43, width: 86, rx: 6 };
      frame.draw("rect", { ...box, y: top - 22, height: 44, class: "box" }, frame.svg);
      frame.draw("rect", { ...box, y: bottom - 15, height: 30, class: "box accent" }, frame.svg);
      arrow(k ? middles[k - 1] + 43 : 28, x - 45, top);
      if (k) arrow(x - 43, middles[k - 1] + 45, bottom);
      const between = k ? x - 67 : 42;
      return {
        times: text(between, top - 10),
        z: text(x, top - 4),
        a: text(x, top + 14),
        delta: text(x, bottom + 5, "middle accent"),
        back: k ? text(between, bottom - 10) : undefined,
        slope: k ? text(between, bottom + 22) : undefined,
      };
    });
    text(middles[2] - 6, 96, "end").textContent = "a − y";
    const down = `M${middles[2]},60V128l-4,-6m4,6l4,-6`;
    frame.draw("path", { class: "way", d: down }, frame.svg);
    const sigmoid = living.activations.sigmoid();

    return () => {
      const w = weights.map((slider) => slider.value);
      const y = Number(target.value);
      const hidden = living.activations[f.value]();
      const net = living.network(Array(UNITS + 1).fill(1), hidden, { output: "sigmoid" });
      w.forEach((value, k) => net.W[k][0] = value);
      const record = living.forward(net, Float64Array.of(input.value), 1);
      const { delta, W, loss } = living.backward(net, record, [y]);
      const z = record.z.map(([value]) => value);
      const a = z.map((value, k) => (k + 1 < UNITS ? hidden : sigmoid).value(value));
      const blame = delta.map(([value]) => value);
      const write = living.write;
      /** @param {number} x as much of it as a box has room for */
      const brief = (x) => {
        const size = Math.abs(x);
        if (x !== 0 && size < 5e-4) return "≈ 0";
        return `= ${size < 0.005 ? `${Number(x.toFixed(3))}`.replace("-", "−") : write(x)}`;
      };
      given.textContent = write(input.value, 1).replace(".0", "");
      units.forEach(({ times, z: sum, a: says, delta: blamed, back, slope }, k) => {
        times.textContent = `× ${write(w[k], 1).replace(".0", "")}`;
        sum.textContent = `z ${brief(z[k])}`;
        says.textContent = `a ${brief(a[k])}`;
        blamed.textContent = `δ ${brief(blame[k])}`;
        if (!back || !slope) return;
        back.textContent = times.textContent;
        slope.textContent = brief(hidden.slope(z[k - 1], a[k - 1])).replace("=", "×");
      });
      const slopes = W.map(([value]) => value);
      frame.shows({ a, blame, slopes, loss });
      frame.say(
        `The answer is ${write(a[2])}, and ${y} is right: a loss of ${write(loss)}. ` +
          `The blame is ${write(blame[2])}, ${write(blame[1])} and ${write(blame[0])} ` +
          `on its way back. The slopes of w⁽³⁾, w⁽²⁾ and w⁽¹⁾ are ${write(slopes[2])}, ` +
          `${write(slopes[1])} and ${write(slopes[0])}: a step goes against them.`,
      );
    };
  });
}
