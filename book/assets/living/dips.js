// @ts-check
/// <reference types="./living.d.ts" />
// Three relatives of ReLU left of zero, where their slope is negative, and where they lead a unit.
// Begins with the picture of `leaky_relu.dips`: ELU, GELU and Swish, a unit whose highest z is -4.
{
  const [STEPS, RATE] = [2000, 0.5];
  const Z = Float64Array.from({ length: 341 }, (_, k) => -7.5 + k / 40);
  /** Functions with a number of their own, and what it is at first.
   * @type {Record<string, [string, number]>} */
  const KNOBS = { leaky_relu: ["α", 0.01], elu: ["α", 1], swish: ["β", 1] };

  /** Train a unit that shall learn max(x, 0), from w = 1, until it fires; its highest z then.
   * @param {Living.Activation} f @param {number} start the highest z before the first step */
  const wayBack = (f, start) => {
    let [w, b] = [1, start - 1];
    for (let step = 0; step < STEPS && b + Math.abs(w) <= 0; step++) {
      const [left, down] = living.ramp.gradient(f, w, b);
      w -= RATE * left;
      b -= RATE * down;
    }
    return b + Math.abs(w);
  };

  living.figure("dips", [], (frame) => {
    /** @param {number} z @param {string[]} said of each function */
    const sentence = (z, said) =>
      `From ${living.write(z, 1)}, in at most 2000 steps: ${said.join("; ")}.`;
    frame.longest(sentence(-4, ["ELU", "GELU", "Leaky ReLU"].map((f) => `${f} leaves it at −6.8`)));
    const start = frame.slider({
      label: "highest z at the start",
      min: -7,
      max: -0.1,
      step: 0.1,
      value: -4,
      format: (z) => living.write(z, 1),
    });
    const third = frame.choice({
      label: "third function",
      options: living.names,
      value: "swish",
      act: (name) => {
        knob.value = KNOBS[name]?.[1] ?? 1;
        knob.enabled = name in KNOBS;
      },
    });
    const knob = frame.slider({ label: "its α or β", min: 0.01, max: 3, step: 0.01, value: 1 });
    frame.task(
      "Start the unit just right of Swish's lowest point, at −1.2, where its slope is positive: " +
        "does it come back? From which z on does it, and with GELU? And with a Swish whose β is " +
        "0.5, or 3? Which functions bring a unit back from −7?",
    );
    frame.answer(
      "Shaded is where the slope is negative, gray where it is exactly 0 and nothing moves at " +
        "all. Beside the lowest point a unit is not yet safe: its highest z lies on the good " +
        "side, its others on the bad one.",
    );

    frame.height(404);
    const panels = [0, 1, 2].map((k) => {
      const plot = frame.plot({
        top: 24 + 118 * k,
        height: 98,
        left: 30,
        x: { min: -7.5, max: 1, ticks: k === 2 ? [-7, -4, -1, 0] : [], title: k === 2 ? "z" : "" },
        y: { min: -1.15, max: 0.75, ticks: [-1, 0], title: k ? "" : "f(z)" },
      });
      const inside = plot.inside();
      return {
        plot,
        falls: frame.draw("path", { class: "falls" }, inside),
        flat: frame.draw("path", { class: "flat" }, inside),
        curve: frame.draw("path", {}, inside),
        lowest: frame.draw("circle", { class: "hollow s-0", r: 4 }, inside),
        name: frame.draw("text", { x: plot.x(-7.4) }, inside),
        unit: frame.draw("circle", { class: "s-0", r: 4.5 }, inside),
        arrow: frame.draw("path", { class: "arrow" }, inside),
        stays: frame.draw("text", {}, inside),
      };
    });

    /** Ends of units, by function and start: one is computed for each frame of the screen.
     * @type {Map<string, number>} */
    const ends = new Map();
    return () => {
      const z = start.value;
      const names = ["elu", "gelu", third.value];
      let computed = 0;
      const found = names.map((name, k) => {
        const { plot, falls, flat, curve, lowest, name: title, unit, arrow, stays } = panels[k];
        const own = k === 2 && name in KNOBS ? knob.value : undefined;
        const f = living.activations[name](own);
        const values = Z.map((x) => f.value(x));
        const slopes = Z.map((x, i) => f.slope(x, values[i]));
        curve.setAttribute("class", `key solid f-${name}`);
        curve.setAttribute("d", plot.path(Z, values));
        // strips of the axis where the slope is negative, and where it is 0
        const strips = [falls, flat].map((part, kind) => {
          const inStrip = [...slopes].map((slope) => kind ? slope === 0 : slope < 0);
          const first = inStrip.indexOf(true);
          const last = inStrip.lastIndexOf(true);
          const [low, high] = [plot.x(Z[Math.max(first, 0)]), plot.x(Z[Math.max(last, 0)])];
          const [top, bottom] = [plot.y(0.75), plot.y(-1.15)];
          part.setAttribute("d", first < 0 ? "" : `M${low},${top}H${high}V${bottom}H${low}Z`);
          return first < 0 ? null : Z[last];
        });
        const dip = strips[0];
        lowest.setAttribute("visibility", dip === null ? "hidden" : "inherit");
        if (dip !== null) {
          lowest.setAttribute("cx", `${plot.x(dip)}`);
          lowest.setAttribute("cy", `${plot.y(f.value(dip))}`);
        }
        const slope = f.slope(z, f.value(z));
        const lane = f.value(z) + 0.3;
        title.setAttribute("class", `f-${name}`);
        title.setAttribute("y", `${plot.y(lane > -0.5 ? -0.75 : 0.4)}`);
        title.textContent = `${living.names[name]}, slope ${living.write(slope, 3)} at the start`;

        const key = [name, own, z].join();
        if (!ends.has(key) && computed++ === 0) ends.set(key, wayBack(f, z));
        const end = ends.get(key);
        const [from, y] = [plot.x(z), plot.y(lane)];
        unit.setAttribute("cx", `${from}`);
        unit.setAttribute("cy", `${y}`);
        const moves = end !== undefined && Math.abs(end - z) > 0.5;
        const to = plot.x(Math.max(end ?? z, -7.5));
        const back = to > from ? -9 : 9;
        arrow.setAttribute(
          "d",
          moves ? `M${from},${y}H${to}l${back},-4v8L${to},${y}` : "",
        );
        stays.textContent = end === undefined || moves ? "" : end > 0 ? "fires" : "hardly moves";
        stays.setAttribute("x", `${from + 9}`);
        stays.setAttribute("y", `${y + 4}`);
        return { name, slope, dip, end: end ?? null };
      });
      frame.shows({ found, start: z });
      const said = found.map(({ name, end }) =>
        `${living.names[name]} ` +
        (end === null ? "…" : end > 0 ? "brings it back" : `leaves it at ${living.write(end, 1)}`)
      );
      frame.say(sentence(z, said));
      if (computed > 1) frame.change();
    };
  });
}
