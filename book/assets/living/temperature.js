// @ts-check
/// <reference types="./living.d.ts" />
// Softmax with a temperature: the shares of three classes, from cold to hot.
// Begins with the picture of `activation_functions.temperatures`: logits 1, 2 and 3.
{
  /** The softmax of z over T; the largest z goes first, so that no power overflows.
   * @param {number[]} z @param {number} T */
  const softmax = (z, T) => {
    const top = Math.max(...z);
    const powers = z.map((x) => Math.exp((x - top) / T));
    const total = powers.reduce((sum, x) => sum + x, 0);
    return powers.map((x) => x / total);
  };

  living.figure("temperature", [], (frame) => {
    const round = {
      min: -5,
      max: 8,
      step: 0.1,
      format: (/** @type {number} */ x) => living.write(x, 1),
    };
    const heat = frame.slider({
      label: "temperature T",
      min: -1,
      max: 1,
      step: 0.02,
      value: 0,
      format: (p) => `${Number((10 ** p).toPrecision(3))}`,
    });
    const first = frame.slider({ label: "first logit", ...round, value: 1 });
    const third = frame.slider({ label: "third logit", ...round, value: 3 });
    frame.more("The second logit");
    const second = frame.slider({ label: "second logit", ...round, value: 2 });
    frame.task(
      "Heat it up, then cool it down: does another class ever take the lead? Then give the third " +
        "logit 2, like the second one, and cool again. How large must it be, beside a 1 and a 2, to " +
        "take 0.99 at T = 1?",
    );
    frame.answer(
      "The lines never cross, because a temperature stretches all differences alike. Two equal " +
        "logits get equal shares at every temperature, however cold.",
    );

    frame.height(272);
    const plot = frame.plot({
      top: 52,
      height: 176,
      x: {
        min: 0.1,
        max: 10,
        log: true,
        ticks: [0.1, 1, 10],
        title: "temperature T",
      },
      y: { min: 0, max: 1, ticks: [0, 0.5, 1], title: "share of each class" },
    });
    const inside = plot.inside();
    const now = frame.draw("path", { class: "draws" }, inside);
    const classes = [0, 1, 2].map((k) => {
      const look = `s-${k}`;
      const x = 44 + 134 * k;
      frame.draw("path", { class: `key ${look}`, d: `M${x},14h30` }, frame.svg);
      return {
        line: frame.draw("path", { class: `key ${look}` }, inside),
        dot: frame.draw("circle", { class: look, r: 5 }, inside),
        name: frame.draw("text", { class: look, x: x + 36, y: 18 }, frame.svg),
      };
    });
    const T = Array.from({ length: 121 }, (_, k) => 10 ** (-1 + k / 60));

    return () => {
      const z = [first.value, second.value, third.value];
      const shares = T.map((t) => softmax(z, t));
      const t = 10 ** heat.value;
      const here = softmax(z, t);
      now.setAttribute("d", plot.path([t, t], [0, 1]));
      classes.forEach(({ line, dot, name }, k) => {
        line.setAttribute("d", plot.path(T, shares.map((share) => share[k])));
        dot.setAttribute("cx", `${plot.x(t)}`);
        dot.setAttribute("cy", `${plot.y(here[k])}`);
        name.textContent = `logit ${living.write(z[k], 1)}`;
      });
      frame.shows({ shares: here });
      const [a, b, c] = here.map((share) => living.write(share, 3));
      frame.say(`At T = ${living.write(t)} the classes get ${a}, ${b} and ${c}.`);
    };
  });
}
