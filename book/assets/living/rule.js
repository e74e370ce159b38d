// @ts-check
/// <reference types="./living.d.ts" />
// The perceptron rule, look by look: six rounds through the four points of a gate.
// Begins with the picture of `perceptrons.film`: AND, after each of its six epochs.
{
  const POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]];
  const EPOCHS = 6;
  const [LOW, HIGH] = [-0.5, 1.5]; // ends of the axes

  /** All looks of the training: where w and b stand after each, and what was corrected.
   * @param {number[]} y */
  const train = (y) => {
    const looks = [{ w: [0, 0], b: 0, error: 0, z: 0 }];
    for (let k = 0; k < 4 * EPOCHS; k++) {
      const { w, b } = looks[k];
      const x = POINTS[k % 4];
      const z = w[0] * x[0] + w[1] * x[1] + b;
      const error = y[k % 4] - (z >= 0 ? 1 : 0);
      looks.push({ w: w.map((v, i) => v + error * x[i]), b: b + error, error, z });
    }
    return looks;
  };

  living.figure("rule", ["gates"], (frame) => {
    const { gates } = living;
    const names = Object.keys(gates);
    const task = frame.choice({
      label: "gate",
      options: Object.fromEntries(names.map((name) => [name, name])),
      value: "AND",
    });
    const look = frame.slider({
      label: "points looked at",
      min: 0,
      max: 4 * EPOCHS,
      step: 1,
      value: 4 * EPOCHS,
      format: String,
    });
    frame.hint(
      "Try.",
      "Go back to 0 and forward point by point. When does the line move, and which way does a " +
        "missed 1 pull it? Then choose XOR: what do its rounds have in common?",
    );
    frame.hint(
      "See.",
      "A right answer changes nothing; a wrong one adds the point to w or takes it away. The " +
        "corrections never exceed the bound of a gate that has one. XOR has none, and repeats itself.",
    );

    frame.height(384);
    const panels = Array.from({ length: EPOCHS }, (_, k) => {
      const [column, row] = [k % 3, Math.floor(k / 3)];
      const left = 26 + 143 * column;
      const axis = { min: LOW, max: HIGH, ticks: [0, 1] };
      const plot = frame.plot({
        top: 38 + 190 * row,
        height: 112,
        left,
        right: frame.WIDTH - left - 112,
        x: { ...axis, title: "x₁" },
        y: { ...axis, title: "x₂" },
      });
      const inside = plot.inside();
      const at = { x: left + 56, y: 14 + 190 * row, class: "middle" };
      frame.draw("text", at, frame.svg).textContent = `after epoch ${k + 1}`;
      return {
        plot,
        inside,
        sides: [0, 1].map((side) => frame.draw("path", { class: `tint-${side}` }, inside)),
        line: frame.draw("path", { class: "boundary" }, inside),
        points: POINTS.map(([x, y]) => {
          const [cx, cy] = [plot.x(x), plot.y(y)];
          const box = { x: cx - 4, y: cy - 4, width: 8, height: 8, class: "class-1" };
          return [
            frame.draw("circle", { cx, cy, r: 4.5, class: "class-0" }, inside),
            frame.draw("rect", box, inside),
            frame.draw("circle", { cx, cy, r: 9, class: "ring" }, inside),
            frame.draw("circle", { cx, cy, r: 13, class: "looked" }, inside),
          ];
        }),
      };
    });
    /** @param {Element} part @param {boolean} on */
    const show = (part, on) => part.setAttribute("visibility", on ? "inherit" : "hidden");

    return () => {
      const { y, bound } = gates[task.value];
      const looks = train(y);
      panels.forEach(({ plot, inside, sides, line, points }, k) => {
        const stand = looks[Math.min(look.value, 4 * k + 4)];
        const now = look.value > 4 * k && look.value < 4 * k + 4;
        inside.setAttribute("opacity", look.value > 4 * k || (k === 0) ? "1" : "0.25");
        const score = (/** @type {number[]} */ [p, q]) => stand.w[0] * p + stand.w[1] * q + stand.b;
        sides.forEach((side, sign) => side.setAttribute("d", plot.half(score, sign ? 1 : -1)));
        const length = stand.w[0] ** 2 + stand.w[1] ** 2;
        show(line, length > 0);
        if (length > 0) {
          const foot = stand.w.map((v) => -stand.b * v / length);
          const ends = [-9, 9].map((t) => [foot[0] - t * stand.w[1], foot[1] + t * stand.w[0]]);
          line.setAttribute("d", plot.path(ends.map(([p]) => p), ends.map(([, q]) => q)));
        }
        points.forEach(([disc, square, ring, looked], i) => {
          show(disc, y[i] === 0);
          show(square, y[i] === 1);
          show(ring, (score(POINTS[i]) >= 0 ? 1 : 0) !== y[i]);
          show(looked, now && (look.value - 1) % 4 === i);
        });
      });

      const corrections = looks.slice(0, look.value + 1).filter(({ error }) => error !== 0).length;
      const { w, b, error, z } = looks[look.value];
      const i = (look.value + 3) % 4;
      const point = `(${POINTS[i].join(", ")})`;
      const plain = (/** @type {number} */ x) => living.write(x, 0);
      const last = look.value === 0
        ? "Nothing was looked at."
        : `Point ${point} wants ${y[i]}, z was ${plain(z)}: ` + (error === 0
          ? "right, nothing moves."
          : `wrong, so ${point} is ${error > 0 ? "added to" : "taken from"} w and 1 ` +
            `${error > 0 ? "added to" : "taken from"} b.`);
      frame.shows({ looked: look.value, w, b, corrections });
      frame.say(
        `${last} Now w = (${w.map(plain).join(", ")}), b = ${
          plain(b)
        }; ${corrections} corrections` +
          (bound === null ? ", and no bound." : `, of at most ${Math.floor(bound)}.`),
      );
    };
  });
}
