// @ts-check
/// <reference types="./living.d.ts" />
// The perceptron rule, look by look: six rounds through the points of a gate, or one's own.
// Begins with the picture of `perceptrons.film`: AND, after each of its six epochs.
{
  /** @typedef {{ points: number[][], y: number[], bound: number | null }} Task */
  const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];
  const OWN = "your points";
  const [EPOCHS, MOST] = [6, 10]; // rounds, and points
  const [LOW, HIGH, GRID] = [-0.5, 1.5, 0.25]; // ends of the axes; where points may lie
  /** @param {number[]} a @param {number[]} b */
  const dot = (a, b) => a.reduce((sum, x, k) => sum + x * b[k], 0);
  /** @param {number[]} a @param {number} t @param {number[]} b a + t b */
  const plus = (a, t, b) => a.map((x, k) => x + t * b[k]);

  /** All looks of the training: where w and b stand after each, and what was corrected.
   * @param {Task} task */
  const train = ({ points, y }) => {
    const looks = [{ w: [0, 0], b: 0, error: 0, z: 0 }];
    for (let k = 0; k < points.length * EPOCHS; k++) {
      const { w, b } = looks[k];
      const x = points[k % points.length];
      const z = dot(w, x) + b;
      const error = y[k % points.length] - (z >= 0 ? 1 : 0);
      looks.push({ w: plus(w, error, x), b: b + error, error, z });
    }
    return looks;
  };

  /** The smallest (R/γ)² of any line, or null if none has every point on its side.
   *
   * With x' = (x, 1), those of class 0 turned round, γ is how far their hull stays from 0. Its
   * nearest point lies nearest on a point, an edge or a triangle: all of them are tried.
   * @param {number[][]} points @param {number[]} y */
  const bound = (points, y) => {
    const turned = points.map((x, k) => [...x, 1].map((value) => y[k] ? value : -value));
    let widest = 0;
    for (const [i, a] of turned.entries()) {
      for (const [j, b] of turned.entries()) {
        for (const [k, c] of turned.entries()) {
          if (j < i || k < j) continue;
          const [u, v] = [plus(b, -1, a), plus(c, -1, a)];
          const n = [0, 1, 2].map((at) => {
            const [p, q] = [(at + 1) % 3, (at + 2) % 3];
            return u[p] * v[q] - u[q] * v[p];
          });
          // the point of the plane, the line or the point itself that is nearest to 0
          const side = dot(u, u) ? u : v;
          const w = dot(n, n)
            ? plus([0, 0, 0], dot(a, n) / dot(n, n), n)
            : dot(side, side)
            ? plus(a, -dot(a, side) / dot(side, side), side)
            : a;
          const size = dot(w, w);
          if (turned.every((x) => dot(x, w) >= size * (1 - 1e-9))) widest = Math.max(widest, size);
        }
      }
    }
    const far = Math.max(...turned.map((x) => dot(x, x)));
    return widest > 1e-9 ? far / widest : null;
  };

  living.figure("rule", ["gates"], (frame) => {
    const { gates } = living;
    const own = { points: CORNERS.slice(), y: gates.AND.y.slice() };
    /** @returns {Task} */
    const asked = () =>
      task.value === OWN
        ? { ...own, bound: bound(own.points, own.y) }
        : { points: CORNERS, ...gates[task.value] };
    const begin = () => {
      look.max = EPOCHS * asked().points.length;
      look.value = look.max;
    };
    const task = frame.choice({
      label: "points",
      options: Object.fromEntries([...Object.keys(gates), OWN].map((name) => [name, name])),
      value: "AND",
      act: begin,
    });
    const look = frame.slider({
      label: "points looked at",
      min: 0,
      max: EPOCHS * CORNERS.length,
      step: 1,
      value: EPOCHS * CORNERS.length,
      format: String,
    });
    /** Set a 1, make it a 0, take it away. @param {number} p @param {number} q */
    const turn = (p, q) => {
      if (task.value !== OWN) {
        const { points, y } = asked();
        Object.assign(own, { points: points.slice(), y: y.slice() });
        task.value = OWN;
      }
      const k = own.points.findIndex(([x1, x2]) => x1 === p && x2 === q);
      if (k < 0 && own.points.length < MOST) {
        own.points.push([p, q]);
        own.y.push(1);
      } else if (k >= 0 && own.y[k]) own.y[k] = 0;
      else if (k >= 0 && own.points.length > 1) {
        own.points.splice(k, 1);
        own.y.splice(k, 1);
      }
      begin();
    };
    frame.more("Points of your own");
    const grid = { min: LOW, max: HIGH, step: GRID, value: 0.5 };
    const [x1, x2] = ["x₁", "x₂"].map((label) => frame.slider({ label, ...grid }));
    frame.button("Set, turn or take away", () => turn(x1.value, x2.value));
    frame.task(
      "Go back to 0 and forward point by point. When does the line move, and which way does a " +
        "missed 1 pull it? Then choose XOR: what do its rounds have in common? Click into a plane to " +
        "set a 1, again to make it a 0, again to take it away: which points need most corrections?",
    );
    frame.answer(
      "A right answer changes nothing; a wrong one adds the point to w or takes it away. The " +
        "corrections never exceed the bound, where there is one; it is large where classes lie close. XOR has none, and repeats itself.",
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
        points: Array.from({ length: MOST }, () => {
          const group = frame.draw("g", {}, inside);
          const box = { x: -4, y: -4, width: 8, height: 8, class: "class-1" };
          const marks = [
            frame.draw("circle", { r: 4.5, class: "class-0" }, group),
            frame.draw("rect", box, group),
            frame.draw("circle", { r: 9, class: "ring" }, group),
            frame.draw("circle", { r: 13, class: "looked" }, group),
          ];
          return { group, marks };
        }),
      };
    });
    /** @param {Element} part @param {boolean} on */
    const show = (part, on) => part.setAttribute("visibility", on ? "inherit" : "hidden");

    frame.pointer((x, y, how) => {
      if (how !== "click") return;
      for (const { plot } of panels) {
        const [width, height] = [plot.x(1) - plot.x(0), plot.y(1) - plot.y(0)];
        const place = [(x - plot.x(0)) / width, (y - plot.y(0)) / height];
        const [p, q] = place.map((value) => GRID * Math.round(value / GRID));
        if ([p, q].every((value) => value >= LOW && value <= HIGH)) return turn(p, q);
      }
    });

    return () => {
      const { points: places, y, bound } = asked();
      const n = places.length;
      const looks = train({ points: places, y, bound });
      panels.forEach(({ plot, inside, sides, line, points }, k) => {
        const stand = looks[Math.min(look.value, n * (k + 1))];
        const now = look.value > n * k && look.value < n * (k + 1);
        inside.setAttribute("opacity", look.value > n * k || (k === 0) ? "1" : "0.25");
        const score = (/** @type {number[]} */ [p, q]) => stand.w[0] * p + stand.w[1] * q + stand.b;
        sides.forEach((side, sign) => side.setAttribute("d", plot.half(score, sign ? 1 : -1)));
        const length = stand.w[0] ** 2 + stand.w[1] ** 2;
        show(line, length > 0);
        if (length > 0) {
          const foot = stand.w.map((v) => -stand.b * v / length);
          const ends = [-9, 9].map((t) => [foot[0] - t * stand.w[1], foot[1] + t * stand.w[0]]);
          line.setAttribute("d", plot.path(ends.map(([p]) => p), ends.map(([, q]) => q)));
        }
        points.forEach(({ group, marks: [disc, square, ring, looked] }, i) => {
          group.setAttribute("display", i < n ? "inline" : "none");
          if (i >= n) return;
          const [p, q] = places[i];
          group.setAttribute("transform", `translate(${plot.x(p)},${plot.y(q)})`);
          show(disc, y[i] === 0);
          show(square, y[i] === 1);
          show(ring, (score(places[i]) >= 0 ? 1 : 0) !== y[i]);
          show(looked, now && (look.value - 1) % n === i);
        });
      });

      const corrections = looks.slice(0, look.value + 1).filter(({ error }) => error !== 0).length;
      const { w, b, error, z } = looks[look.value];
      const atEnd = look.value === n * EPOCHS && looks.slice(-n).some((one) => one.error !== 0);
      const i = (look.value + n - 1) % n;
      const plain = (/** @type {number} */ x) => `${x}`.replace("-", "−"); // quarters are exact
      const point = `(${places[i].map(plain).join(", ")})`;
      const last = look.value === 0
        ? "Nothing was looked at."
        : `Point ${point} wants ${y[i]}, z was ${plain(z)}: ` + (error === 0
          ? "right, nothing moves."
          : `wrong, so ${point} is ${error > 0 ? "added to" : "taken from"} w and 1 ` +
            `${error > 0 ? "added to" : "taken from"} b.`);
      frame.shows({ looked: look.value, w, b, corrections, bound, points: n });
      frame.say(
        `${last} Now w = (${w.map(plain).join(", ")}), b = ${plain(b)}; ${corrections} correction${
          corrections === 1 ? "" : "s"
        }` +
          (bound === null
            ? ", and no bound: no line has every point on its side."
            : `, of at most ${Math.floor(bound + 1e-6)}.` +
              (atEnd ? " Six rounds were not enough." : "")),
      );
    };
  });
}
