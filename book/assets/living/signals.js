// @ts-check
/// <reference types="./living.d.ts" />
// Signal and gradient through depth: what is left of both in each layer, before any training.
// Begins with the picture of `experiments.two_signals`: 200 digits, five networks, their medians.
{
  const NETWORKS = 5;
  const [IMAGES, PIXELS, CLASSES] = [200, 64, 10];

  /** The images as the package standardizes them, and their labels. */
  const images = () => {
    const { levels, labels, mean, sd } = living.digits;
    const X = Float64Array.from({ length: IMAGES * PIXELS }, (_, k) => {
      const pixel = k % PIXELS;
      return (parseInt(levels[k], 17) - mean[pixel]) / sd[pixel];
    });
    return { X, y: [...labels].map(Number) };
  };

  /** Networks from their usual start, drawn once. @type {Map<string, Living.Network>} */
  const drawn = new Map();

  /** A network whose layers of equal width have this gain.
   * @param {Living.Activation} f @param {number} gain @param {number} depth
   * @param {number} width @param {number} seed */
  const network = (f, gain, depth, width, seed) => {
    const slope = f.negativeSlope;
    const key = [slope ?? "", depth, width, seed].join();
    if (drawn.size > 60) drawn.clear();
    if (!drawn.has(key)) {
      const sizes = [PIXELS, ...Array(depth).fill(width), CLASSES];
      drawn.set(key, living.network(sizes, f, { seed }));
    }
    const usual = /** @type {Living.Network} */ (drawn.get(key));
    const factor = gain / (slope === undefined ? 1 : Math.sqrt(2 / (1 + slope * slope)));
    return { ...usual, f, W: usual.W.map((W) => W.map((w) => factor * w)) };
  };

  /** Spread of each hidden layer, size of the blame in every layer.
   * @param {Living.Network} net @param {{ X: Float64Array, y: number[] }} data */
  const signals = (net, { X, y }) => {
    const record = living.forward(net, X, IMAGES);
    const spread = record.a.slice(1).map((a) => {
      const m = a.length / IMAGES;
      const mean = new Float64Array(m);
      for (let k = 0; k < a.length; k++) mean[k % m] += a[k];
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += (a[k] - mean[k % m] / IMAGES) ** 2;
      return Math.sqrt(sum / a.length);
    });
    const { delta } = living.blame(net, record, y);
    const blame = delta.map((d) => {
      let sum = 0;
      for (let k = 0; k < d.length; k++) sum += d[k] * d[k];
      return Math.sqrt(sum);
    });
    return { spread, blame };
  };

  /** @param {number[][]} rows */
  const median = (rows) =>
    rows[0].map((_, k) => {
      const sorted = rows.map((row) => row[k]).sort((a, b) => a - b);
      const half = (sorted.length - 1) / 2;
      return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
    });

  living.figure("signals", ["digits"], (frame) => {
    const data = images();
    const f = frame.choice({ label: "function", options: living.names, value: "sigmoid" });
    const doubled = frame.slider({
      label: "gain g",
      min: -2,
      max: 4,
      step: 0.05,
      value: 0,
      format: (p) => living.write(2 ** p),
    });
    const depth = frame.slider({
      label: "hidden layers",
      min: 2,
      max: 30,
      step: 1,
      value: 10,
      format: String,
    });
    frame.more("Width and weights");
    const width = frame.choice({
      label: "units in each layer",
      options: { 8: "8", 16: "16", 32: "32", 64: "64" },
      value: "32",
    });
    let seed = 0;
    frame.button("Draw other weights", () => seed += NETWORKS);
    frame.task(
      "Raise the gain until the line of the blame is level for the sigmoid. Then double the " +
        "layers: does it stay level? And which gain comes nearest to that for ReLU, also at thirty " +
        "layers? Then try it with 8 units in each.",
    );
    frame.answer(
      "A gain that is a little too small or too large for the function is harmless in three " +
        "layers, and ruins thirty. In narrow layers even the best gain loses the signal: chance " +
        "decides there, and it rarely cancels out. ReLU's gain is √2. Thin and gray are the five " +
        "networks whose median is drawn; the other thin lines are the usual starts with ten layers " +
        "of 32 units.",
    );

    frame.height(478);
    const y = {
      min: 1e-10,
      max: 1e3,
      log: true,
      ticks: [1e-9, 1e-6, 1e-3, 1, 1e3],
      format: living.power,
    };
    const x = { min: 1, max: 11, ticks: [1], title: "layer" };
    const ways = ["forward →   spread of the activations", "← backward   size of the blame δ"];
    const panels = ways.map((title, k) => {
      const [top, height] = [28 + 238 * k, 168];
      const plot = frame.plot({ top, height, x: { ...x }, y: { ...y, title } });
      return { plot, inside: plot.inside() };
    });
    const keys = /** @type {const} */ (["spread", "blame"]);
    const usual = Object.keys(living.digits.usual);
    const fixed = panels.map(({ inside }) =>
      usual.map((name) => ({
        line: frame.draw("path", { class: `thin f-${name}` }, inside),
        name: frame.draw("text", { class: `f-${name}` }, inside),
      }))
    );
    const thin = panels.map(({ inside }) =>
      Array.from({ length: NETWORKS }, () => frame.draw("path", { class: "draws" }, inside))
    );
    const bold = panels.map(({ inside }) => frame.draw("path", {}, inside));

    /** The axis of layers, and on it the usual starts. @param {number} layers */
    const rule = (layers) => {
      const every = layers < 14 ? 2 : 5;
      const ticks = [1];
      for (let k = every + (every === 2 ? 1 : 0); k <= layers; k += every) ticks.push(k);
      panels.forEach(({ plot }, way) => {
        plot.axes({ max: layers, ticks });
        usual.forEach((name, k) => {
          const sizes = living.digits.usual[name][keys[way]];
          const { line, name: text } = fixed[way][k];
          line.setAttribute("d", plot.path(sizes.map((_, layer) => layer + 1), sizes));
          const at = [6, 3, 6][k];
          text.setAttribute("x", `${plot.x(at) + 4}`);
          text.setAttribute("y", `${plot.y(sizes[at - 1]) + [way ? 18 : -8, 17, -8][k]}`);
          text.textContent = living.names[name];
        });
      });
    };

    let shown = "";
    let layers = 0;
    /** @type {Living.Signals[]} */
    let found = [];
    return () => {
      const gain = 2 ** doubled.value;
      const asked = [f.value, gain, depth.value, width.value, seed].join();
      if (asked !== shown) found = [];
      shown = asked;
      while (found.length < NETWORKS) {
        const activation = living.activations[f.value]();
        const number = seed + found.length;
        const net = network(activation, gain, depth.value, Number(width.value), number);
        found.push(signals(net, data));
        if (!frame.calm) break; // one network for each frame of the screen
      }
      if (layers !== depth.value) rule((layers = depth.value) + 1);

      panels.forEach(({ plot }, way) => {
        const key = keys[way];
        const middle = median(found.map((one) => one[key]));
        const at = middle.map((_, k) => k + 1);
        thin[way].forEach((line, k) => {
          line.setAttribute("d", k < found.length ? plot.path(at, found[k][key]) : "");
        });
        bold[way].setAttribute("class", `bold f-${f.value}`);
        bold[way].setAttribute("d", plot.path(at, middle));
      });
      const spread = median(found.map((one) => one.spread));
      const blame = median(found.map((one) => one.blame));
      const rho = (blame[0] / blame[layers]) ** (1 / layers);
      frame.shows({ spread, blame, rho, networks: found.length });
      frame.say(
        `${living.names[f.value]}, gain ${living.write(gain)}, ${layers} layers: each layer ` +
          `multiplies the blame by ρ = ${living.write(rho)}; its size in layer 1 is ` +
          `${living.write(blame[0])}. The spread of the last hidden layer is ` +
          `${living.write(spread[layers - 1])}.`,
      );
      if (found.length < NETWORKS) frame.change();
    };
  });
}
