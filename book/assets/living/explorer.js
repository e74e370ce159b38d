// @ts-check
/// <reference types="./living.d.ts" />
// An explorer of functions: value and slope of three of them at one point z.
// Begins with the picture of `activation_functions.portraits`: step, sigmoid, tanh.
{
  /** Functions with a number of their own: its name, and what it is at first.
   * @type {Record<string, [string, number]>} */
  const KNOBS = { leaky_relu: ["α", 0.1], elu: ["α", 1], swish: ["β", 1] };

  const EDGES = ["step", "relu", "leaky_relu", "elu"];

  /** @type {Living.Activation} */
  const step = { value: (z) => z >= 0 ? 1 : 0, slope: () => 0 };

  living.figure("explorer", [], (frame) => {
    const at = frame.slider({ label: "z", min: -4, max: 4, step: 0.05, value: 0 });
    const right = frame.choice({
      label: "function on the right",
      options: living.names,
      value: "tanh",
    });
    const knob = frame.slider({ label: "its α or β", min: 0.05, max: 3, step: 0.05, value: 1 });
    frame.task(
      "Find where each slope is largest, and where the sigmoid's falls below a tenth. Choose Swish " +
        "and find where its slope changes sign; then raise its β: what does it turn into?",
    );
    frame.answer(
      "The red line through the dot has the function's slope, and the dashed red line is that " +
        "slope for every z. The step has none to learn from: 0 on both sides of its jump. A Swish " +
        "with a large β is nearly a ReLU, with a small one nearly a straight line.",
    );

    frame.height(228);
    const panels = ["step", "sigmoid", "tanh"].map((_, k) => {
      const left = 30 + 140 * k;
      const plot = frame.plot({
        top: 26,
        height: 158,
        left,
        right: frame.WIDTH - left - 124,
        x: { min: -4, max: 4, ticks: [-3, 0, 3], title: "z" },
        y: { min: -1.3, max: 2.3, ticks: k ? [] : [-1, 0, 1, 2], title: "" },
      });
      const inside = plot.inside();
      const zero = plot.path([-4, 4], [0, 0]) + plot.path([0, 0], [-1.3, 2.3]);
      frame.draw("path", { class: "axis faint", d: zero }, inside);
      return {
        plot,
        title: frame.draw("text", { x: left + 62, y: 14, class: "middle" }, frame.svg),
        slope: frame.draw("path", { class: "accent dashed" }, inside),
        curve: frame.draw("path", {}, inside),
        tangent: frame.draw("path", { class: "accent" }, inside),
        dot: frame.draw("circle", { r: 4.5, class: "mark" }, inside),
        below: frame.draw("circle", { r: 3, class: "mark" }, inside),
      };
    });
    const Z = Array.from({ length: 401 }, (_, k) => (k - 200) / 50);

    let chosen = "tanh";
    return () => {
      const name = right.value;
      if (name !== chosen && KNOBS[name]) knob.value = KNOBS[name][1];
      knob.enabled = name in KNOBS;
      chosen = name;
      const z = at.value;
      const parameter = KNOBS[name] ? knob.value : undefined;
      const functions = /** @type {[string, Living.Activation][]} */ ([
        ["step", step],
        ["sigmoid", living.activations.sigmoid()],
        [name, living.activations[name](parameter)],
      ]);
      const numbers = functions.map(([name, f], k) => {
        const { plot, title, slope, curve, tangent, dot, below } = panels[k];
        const values = Z.map((x) => f.value(x));
        const slopes = Z.map((x, i) => f.slope(x, values[i]));
        title.textContent = living.names[name] ?? name;
        curve.setAttribute("class", `bold solid f-${name}`);
        const jump = name === "step" ? 199 : -1; // drawn as a gap
        curve.setAttribute("d", plot.path(Z, values.map((v, i) => i === jump ? NaN : v)));
        slope.setAttribute("d", plot.path(Z, slopes));
        const value = f.value(z);
        const steep = f.slope(z, value);
        const reach = 0.9 / Math.hypot(1, steep);
        const ends = [z - reach, z + reach];
        tangent.setAttribute("d", plot.path(ends, ends.map((x) => value + steep * (x - z))));
        for (const [mark, height] of /** @type {const} */ ([[dot, value], [below, steep]])) {
          mark.setAttribute("cx", `${plot.x(z)}`);
          mark.setAttribute("cy", `${plot.y(height)}`);
        }
        return { name, value, slope: steep };
      });
      frame.shows({ numbers, parameter });
      /** A corner has two slopes, a jump none; the package then takes that on the left.
       * @param {string} name */
      const edge = (name) =>
        z !== 0 || !EDGES.includes(name) || (name === "elu" && knob.value === 1)
          ? ""
          : name === "step"
          ? " beside its jump"
          : " to the left of its corner";
      const said = numbers.map(({ name, value, slope }) =>
        `${living.names[name] ?? name} ${living.write(value)}, slope ${living.write(slope, 3)}` +
        edge(name)
      );
      const has = KNOBS[name];
      frame.say(
        `At z = ${living.write(z)}: ${said.join("; ")}.` +
          (has ? ` ${has[0]} is ${living.write(knob.value)}.` : ""),
      );
    };
  });
}
