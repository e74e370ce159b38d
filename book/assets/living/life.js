// @ts-check
/// <reference types="./living.d.ts" />
// The life of a unit: what two units receive from all images, before and after each of ten steps.
// Begins with the picture of `relu.fate`: units 20 and 3, raw pixels, a rate of 0.05, no momentum.
{
  const [PIXELS, UNITS, STEPS] = [64, 64, 10];
  const SIZES = [PIXELS, UNITS, 64, 10];
  const RATES = [0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
  /** How pixels are scaled, as in `datasets.digits`.
   * @type {Record<string, (level: number, pixel: number) => number>} */
  const SCALINGS = {
    raw: (level) => level,
    unit: (level) => level / 16,
    standard: (level, pixel) => (level - living.life.mean[pixel]) / living.life.sd[pixel],
  };

  /** The training images. @type {(scaling: string) => Float64Array} */
  const images = (scaling) =>
    Float64Array.from(
      living.life.levels,
      (level, k) => SCALINGS[scaling](parseInt(level, 17), k % PIXELS),
    );

  /** What one unit of the first layer receives from every image, from the lowest to the highest.
   * @param {Living.Network} net @param {Float64Array} X @param {number} unit */
  const received = (net, X, unit) => {
    const w = Float64Array.from({ length: PIXELS }, (_, i) => net.W[0][i * UNITS + unit]);
    const z = new Float64Array(X.length / PIXELS).fill(net.b[0][unit]);
    for (let r = 0; r < z.length; r++) {
      for (let i = 0; i < PIXELS; i++) z[r] += X[r * PIXELS + i] * w[i];
    }
    return z.sort();
  };

  /** Of sorted numbers: the least, the median, the greatest, and how many are above 0.
   * @param {Float64Array} z */
  const summary = (z) => {
    const half = (z.length - 1) / 2;
    const middle = (z[Math.floor(half)] + z[Math.ceil(half)]) / 2;
    return { low: z[0], middle, high: z[z.length - 1], answers: z.filter((one) => one > 0).length };
  };

  /** An end of the axis: 1, 2 or 5 times a power of ten. @param {number} size */
  const round = (size) => {
    const power = 10 ** Math.floor(Math.log10(Math.max(size, 1e-9)));
    return power * ([1, 2, 5, 10].find((k) => k * power >= size) ?? 10);
  };

  /** @param {number} part */
  const share = (part) => part < 0.005 ? "less than 1%" : `${living.write(100 * part, 0)}%`;

  living.figure("life", ["life"], (frame) => {
    const pixels = frame.choice({
      label: "pixels",
      options: { raw: "raw, 0 to 16", unit: "0 to 1", standard: "standardized" },
      value: "raw",
    });
    const rate = frame.slider({
      label: "learning rate η",
      min: 0,
      max: RATES.length - 1,
      step: 1,
      value: 3,
      format: (k) => `${RATES[k]}`,
    });
    const momentum = frame.slider({ label: "momentum", min: 0, max: 0.95, step: 0.05, value: 0 });
    frame.more("Bias, and other units");
    const bias = frame.slider({
      label: "bias of both at the start",
      min: -40,
      max: 40,
      step: 1,
      value: 0,
      format: (b) => living.write(b, 0),
    });
    const whole = { min: 0, max: UNITS - 1, step: 1, format: String };
    const above = frame.slider({ label: "unit above", ...whole, value: 20 });
    const below = frame.slider({ label: "unit below", ...whole, value: 3 });
    frame.task(
      "At which rate do nearly all units of the layer die? Does any rate do that to standardized " +
        "pixels? At rate 0.02, how much momentum kills unit 20? Then take the momentum away and go " +
        "back to 0.05: which bias saves it, a higher or a lower one?",
    );
    frame.answer(
      "Once a bar is red nothing moves it any more, whatever the rate; only momentum carries it " +
        "on, farther down. A somewhat lower bias saves unit 20: fewer images answer at first, and " +
        "fewer push. Two units are silent at any rate with raw pixels: they were so before " +
        "the first step.",
    );

    frame.height(458);
    const panels = [0, 1].map((k) => {
      const plot = frame.plot({
        top: 28 + 226 * k,
        height: 160,
        left: 52,
        x: {
          min: -0.4,
          max: STEPS + 0.4,
          ticks: [0, 2, 4, 6, 8, 10],
          title: k ? "steps" : "",
        },
        y: { min: -50, max: 50, ticks: [-50, 0, 50], title: "z, lowest to highest image" },
      });
      const inside = plot.inside();
      return {
        plot,
        zero: frame.draw("path", { class: "axis faint" }, inside),
        name: frame.draw("text", { x: 428, y: 20 + 226 * k, class: "end" }, frame.svg),
        bars: Array.from({ length: STEPS + 1 }, () => ({
          bar: frame.draw("path", {}, inside),
          dot: frame.draw("circle", { r: 4.5 }, inside),
        })),
      };
    });

    const labels = [...living.life.labels].map(Number);
    const relu = living.activations.relu();
    let scaled = "";
    /** @type {Float64Array} */
    let X = new Float64Array();
    let asked = "";
    /** @type {Living.Network} */
    let net;
    /** @type {Living.Step} */
    let step;
    /** For each step, what both units receive. @type {ReturnType<typeof summary>[][]} */
    let seen = [];
    let dead = 0;

    const begin = () => {
      if (scaled !== pixels.value) X = images(scaled = pixels.value);
      net = living.network(SIZES, relu, { seed: 0 });
      for (const unit of new Set([above.value, below.value])) net.b[0][unit] = bias.value;
      step = living.optimizers.sgd({
        learningRate: RATES[rate.value],
        momentum: momentum.value,
      });
      seen = [];
    };
    const go = () => {
      const rows = living.life.batches[seen.length - 1];
      const batch = new Float64Array(rows.length * PIXELS);
      rows.forEach((row, k) => {
        batch.set(X.subarray(row * PIXELS, (row + 1) * PIXELS), k * PIXELS);
      });
      const record = living.forward(net, batch, rows.length);
      const gradients = living.backward(net, record, rows.map((row) => labels[row]));
      step(net.parameters, gradients.parameters);
    };

    /** @param {number} step from which on a unit is silent */
    const silent = (step) => `is silent for every image from step ${step} on`;
    /** @param {number} step @param {boolean} over @param {string[]} lives of both units */
    const sentence = (step, over, lives) =>
      `Rate ${RATES[rate.value]}, momentum ${living.write(momentum.value)}. After step ` +
      `${step}${over ? "" : ` of ${STEPS}, still going on`}, ${lives.join(", and ")}.` +
      (over ? ` Of all ${UNITS} units of the layer ${dead} are dead.` : "");
    frame.longest(sentence(STEPS, true, [20, 33].map((unit) => `unit ${unit} ${silent(STEPS)}`)));

    return () => {
      const units = [above.value, below.value];
      const now = [pixels.value, rate.value, momentum.value, bias.value, ...units].join();
      if (asked !== now) begin();
      asked = now;
      while (seen.length <= STEPS) {
        if (seen.length) go();
        seen.push(units.map((unit) => summary(received(net, X, unit))));
        if (!frame.calm) break; // one step for each frame of the screen
      }
      const over = seen.length > STEPS;
      if (over) {
        dead = 0;
        for (let k = 0; k < UNITS; k++) dead += summary(received(net, X, k)).answers ? 0 : 1;
      }
      const ends = seen.flat();
      const low = round(-Math.min(...ends.map((one) => one.low), -1e-9));
      const high = round(Math.max(...ends.map((one) => one.high), 1e-9));
      const title = seen.length <= STEPS ? "steps …" : "steps";
      panels.forEach(({ plot, zero, name, bars }, k) => {
        const [min, max] = [-Math.max(low, high / 5), Math.max(high, low / 5)];
        plot.axes(k ? { title } : {}, { min, max, ticks: [min, 0, max] });
        zero.setAttribute("d", plot.path([-1, STEPS + 1], [0, 0]));
        name.textContent = `unit ${units[k]}`;
        bars.forEach(({ bar, dot }, at) => {
          const drawn = at < seen.length;
          for (const part of [bar, dot]) {
            part.setAttribute("visibility", drawn ? "inherit" : "hidden");
          }
          if (!drawn) return;
          const { low, middle, high, answers } = seen[at][k];
          bar.setAttribute("class", `bold solid ${answers ? "f-relu" : "accent"}`);
          bar.setAttribute("d", plot.path([at, at], [low, high]));
          dot.setAttribute("class", answers ? "fires" : "mark");
          dot.setAttribute("cx", `${plot.x(at)}`);
          dot.setAttribute("cy", `${plot.y(middle)}`);
        });
      });
      frame.shows({ seen, dead: over ? dead : null });
      const all = X.length / PIXELS;
      const lives = units.map((unit, k) => {
        const last = seen[seen.length - 1][k];
        const since = seen.findLastIndex((both) => both[k].answers > 0) + 1;
        return `unit ${unit} ` +
          (last.answers ? `answers ${share(last.answers / all)} of the images` : silent(since));
      });
      frame.say(sentence(seen.length - 1, over, lives));
      if (!over) frame.change();
    };
  });
}
