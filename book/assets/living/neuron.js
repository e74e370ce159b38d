// @ts-check
/// <reference types="./living.d.ts" />
// One unit with two inputs: the line that its weights and its bias draw, and what it gets wrong.
// Begins with the picture of `perceptrons.decision_line`: w = (1, -1), b = 2.
{
  const [RIGHT, TOP] = [16, 11.5]; // ends of the axes, in gray levels
  const UNIT = 23; // of the drawing, for one gray level: the same on both axes, so angles are true

  living.figure("neuron", ["inks"], (frame) => {
    const points = living.inks.points.map(([x, y]) => [x / 16, y / 16]);
    const labels = [...living.inks.labels].map(Number);
    const round = { min: -3, max: 3, step: 0.1 };
    const write = (/** @type {number} */ x) => living.write(x, 1);
    const w1 = frame.slider({ label: "weight w₁, middle", ...round, value: 1, format: write });
    const w2 = frame.slider({ label: "weight w₂, beside", ...round, value: -1, format: write });
    const b = frame.slider({
      label: "bias b",
      min: -20,
      max: 20,
      step: 0.5,
      value: 2,
      format: write,
    });
    frame.task(
      "Move the bias alone, and then one weight alone. What turns the line, and what pushes it? " +
        "Then double all three numbers: which of line, arrow and answers stay as they are? How " +
        "many pictures can you get right?",
    );
    frame.answer(
      "The arrow w always stands at a right angle on the line, and the gold side lies where it " +
        "points. Turn all signs round, and every answer turns round with them. No line gets all " +
        "pictures right; a few miss only one.",
    );

    frame.height(TOP * UNIT + 66);
    const [left, top] = [36, 26];
    const plot = frame.plot({
      top,
      height: TOP * UNIT,
      left,
      right: frame.WIDTH - left - RIGHT * UNIT,
      x: { min: 0, max: RIGHT, ticks: [0, 5, 10, 15], title: "ink in the middle" },
      y: { min: 0, max: TOP, ticks: [0, 5, 10], title: "ink beside it" },
    });
    const inside = plot.inside();
    const sides = [0, 1].map((k) => frame.draw("path", { class: `tint-${k}` }, inside));
    const boundary = frame.draw("path", { class: "boundary" }, inside);
    const rings = points.map(([x, y], k) => {
      const at = { cx: plot.x(x), cy: plot.y(y) };
      const box = { x: at.cx - 3, y: at.cy - 3, width: 6, height: 6, class: "class-1" };
      if (labels[k]) frame.draw("rect", box, inside);
      else frame.draw("circle", { ...at, r: 3.2, class: "class-0" }, inside);
      return frame.draw("circle", { ...at, r: 6.5, class: "ring" }, inside);
    });
    const distance = frame.draw("path", { class: "accent" }, inside);
    const [x0, y0] = points[0];
    frame.draw("circle", { cx: plot.x(x0), cy: plot.y(y0), r: 5, class: "mark" }, inside);
    const arrow = frame.draw("path", { class: "arrow" }, inside);
    const name = frame.draw("text", { class: "middle" }, inside);

    return () => {
      const [u, v, bias] = [w1.value, w2.value, b.value];
      const length = Math.hypot(u, v);
      const answers = points.map(([x, y]) => u * x + v * y + bias >= -1e-12 ? 1 : 0);
      const wrong = answers.map((answer, k) => answer !== labels[k]);
      rings.forEach((ring, k) => ring.setAttribute("visibility", wrong[k] ? "inherit" : "hidden"));
      const score = (/** @type {number[]} */ [x, y]) => u * x + v * y + bias;
      sides.forEach((side, k) => side.setAttribute("d", plot.half(score, k ? 1 : -1)));

      const drawn = length > 0;
      for (const part of [boundary, distance, arrow, name]) {
        part.setAttribute("visibility", drawn ? "inherit" : "hidden");
      }
      const z = u * x0 + v * y0 + bias;
      if (drawn) {
        // the foot of the middle of all points on the line, and from there 40 gray levels both ways
        const [mx, my] = [8, 5];
        const way = (u * mx + v * my + bias) / length ** 2;
        const [fx, fy] = [mx - way * u, my - way * v];
        const along = [-v / length, u / length];
        const ends = [-40, 40].map((t) => [fx + t * along[0], fy + t * along[1]]);
        boundary.setAttribute("d", plot.path(ends.map(([x]) => x), ends.map(([, y]) => y)));
        const foot = [x0 - z * u / length ** 2, y0 - z * v / length ** 2];
        distance.setAttribute("d", plot.path([x0, foot[0]], [y0, foot[1]]));
        // w as it is: 1.6 gray levels for a weight of 1
        const [sx, sy] = [plot.x(fx), plot.y(fy)];
        const [dx, dy] = [1.6 * UNIT * u, -1.6 * UNIT * v];
        const [ex, ey] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
        const [tx, ty] = [sx + dx, sy + dy];
        arrow.setAttribute(
          "d",
          `M${sx},${sy}L${tx},${ty}m${-9 * ex - 4 * ey},${-9 * ey + 4 * ex}L${tx},${ty}` +
            `L${tx - 9 * ex + 4 * ey},${ty - 9 * ey - 4 * ex}Z`,
        );
        name.setAttribute("x", `${tx + 12 * ex}`);
        name.setAttribute("y", `${ty + 12 * ey + 4}`);
        name.textContent = "w";
      }
      const right = wrong.filter((bad) => !bad).length;
      frame.shows({ right, z, distance: drawn ? Math.abs(z) / length : NaN });
      frame.say(
        `${right} of ${points.length} pictures are right. The red one has z = ` +
          `${living.write(z, 1)}, so the answer is ${z >= 0 ? 1 : 0}` + (drawn
            ? `; it lies ${living.write(Math.abs(z) / length, 1)} from the line.`
            : ". Without weights there is no line: the bias alone answers."),
      );
    };
  });
}
