// @ts-check
/// <reference types="./living.d.ts" />
// A curve built from ReLUs that the reader places, beside one whose ReLUs stand in a row.
// Begins with the picture of `activation_functions.interpolants`: a sine, 4 and 8 ReLUs.
{
  const END = 2 * Math.PI;
  const POINTS = Float64Array.from({ length: 2001 }, (_, k) => END * k / 2000);
  const SINE = POINTS.map(Math.sin);
  const NEAR = 0.06; // the least distance of two bends
  const [EVEN, MOST] = [8, 12]; // ReLUs on the right, and at most on the left

  /** A corner: its place, and how high the copy is there. @typedef {{ t: number, y: number }} Corner */

  /** Without what rounding leaves of a 0. @param {number} x */
  const tidy = (x) => Math.round(1e12 * x) / 1e12;

  /** Corners on the sine in equal distances, of n ReLUs. @param {number} n @returns {Corner[]} */
  const even = (n) =>
    Array.from({ length: n + 1 }, (_, k) => ({ t: END * k / n, y: tidy(Math.sin(END * k / n)) }));

  /** The weight of each ReLU: the new slope minus the old one. @param {Corner[]} corners */
  const weights = (corners) => {
    const slopes = corners.slice(1).map(({ t, y }, k) => (y - corners[k].y) / (t - corners[k].t));
    return slopes.map((slope, k) => tidy(slope - (k ? slopes[k - 1] : 0)));
  };

  /** The sum of the ReLUs at every point. @param {Corner[]} corners */
  const copy = (corners) => {
    const w = weights(corners);
    return POINTS.map((x) =>
      w.reduce((sum, weight, k) => sum + weight * Math.max(0, x - corners[k].t), corners[0].y)
    );
  };

  living.figure("bends", [], (frame) => {
    let corners = even(4);
    /** Move a corner, but no further than its neighbors; the ends stay at their places.
     * @param {number} k @param {number} t @param {number} y */
    const move = (k, t, y) => {
      const last = corners.length - 1;
      const low = k === 0 ? 0 : corners[k - 1].t + NEAR;
      const high = k === last ? END : corners[k + 1].t - NEAR;
      const at = k === 0 ? 0 : k === last ? END : Math.min(Math.max(t, low), high);
      corners[k] = { t: at, y: Math.min(Math.max(y, -1.5), 1.5) };
    };
    const chosen = () => which.value - 1;

    const which = frame.slider({
      label: "corner",
      min: 1,
      max: corners.length,
      step: 1,
      value: 2,
      format: String,
    });
    const place = frame.slider({
      label: "its place x",
      min: 0,
      max: END,
      step: 0.01,
      value: corners[1].t,
      act: (t) => move(chosen(), t, corners[chosen()].y),
    });
    const height = frame.slider({
      label: "its height",
      min: -1.5,
      max: 1.5,
      step: 0.01,
      value: 1,
      act: (y) => move(chosen(), corners[chosen()].t, y),
    });
    frame.more("More or fewer ReLUs");
    const count = frame.slider({
      label: "your ReLUs",
      min: 1,
      max: MOST,
      step: 1,
      value: 4,
      format: String,
      act: (n) => {
        corners = even(n);
        which.max = n + 1;
      },
    });
    frame.button("Back to the row", () => corners = even(count.value));
    frame.task(
      "Drag the corners on the left. One of your four ReLUs does nothing at first: which? Raise " +
        "the peak and lower the valley: how small does the gap get? Then take one ReLU away: can " +
        "three do as well? And how few, placed by you, beat the eight on the right?",
    );
    frame.answer(
      "A weight is the bend in its corner, and 0 where the line goes straight on. Off the curve " +
        "a corner may do better than on it, since the line can then err to both sides. The fourth " +
        "ReLU hardly helps a sine; the fifth does, with two corners on each hill.",
    );

    frame.height(236);
    const panels = [0, 1].map((k) => {
      const left = 34 + 210 * k;
      const plot = frame.plot({
        top: 28,
        height: 160,
        left,
        right: frame.WIDTH - left - 186,
        x: { min: -0.2, max: END + 0.2, ticks: [0, 2, 4, 6], title: "x" },
        y: { min: -1.55, max: 1.55, ticks: k ? [] : [-1, 0, 1], title: "" },
      });
      const inside = plot.inside();
      frame.draw("path", { class: "axis faint", d: plot.path([-1, 9], [0, 0]) }, inside);
      frame.draw("path", { class: "axis", d: plot.path(POINTS, SINE) }, inside);
      return {
        plot,
        title: frame.draw("text", { x: left, y: 18 }, frame.svg),
        gap: frame.draw("path", { class: "accent" }, inside),
        line: frame.draw("path", { class: "key f-relu" }, inside),
        dots: Array.from(
          { length: MOST + 1 },
          () => frame.draw("circle", { class: "fires", r: 4 }, frame.svg),
        ),
      };
    });
    const [yours] = panels;
    const ring = frame.draw("circle", { class: "ring", r: 8 }, frame.svg);
    const handles = yours.dots.map(() =>
      frame.draw("circle", { class: "handle", r: 17 }, frame.svg)
    );

    frame.pointer((x, y, how) => {
      if (how !== "grab" && how !== "drag") return;
      const { plot } = yours;
      if (how === "grab") {
        const far = corners.map(({ t, y: high }) => Math.hypot(plot.x(t) - x, plot.y(high) - y));
        which.value = far.indexOf(Math.min(...far)) + 1;
        return;
      }
      const [x0, y0] = [plot.x(0), plot.y(0)];
      move(chosen(), (x - x0) / (plot.x(1) - x0), (y - y0) / (plot.y(1) - y0));
    });

    const row = even(EVEN);
    return () => {
      const { t, y } = corners[chosen()];
      [place.value, height.value] = [t, y];
      place.enabled = chosen() > 0 && chosen() + 1 < corners.length; // the ends stay
      const gaps = [corners, row].map((some, side) => {
        const { plot, title, gap, line, dots } = panels[side];
        const values = copy(some);
        const at = values.reduce(
          (best, value, k) =>
            Math.abs(value - SINE[k]) > Math.abs(values[best] - SINE[best]) ? k : best,
          0,
        );
        const largest = Math.abs(values[at] - SINE[at]);
        title.textContent = `${some.length - 1} ReLU${some.length > 2 ? "s" : ""}, gap ` +
          living.write(largest, 3);
        line.setAttribute("d", plot.path(some.map((one) => one.t), some.map((one) => one.y)));
        gap.setAttribute("d", plot.path([POINTS[at], POINTS[at]], [values[at], SINE[at]]));
        for (const [k, dot] of [...dots, ...(side ? [] : handles)].entries()) {
          const corner = some[k % dots.length];
          dot.setAttribute("visibility", corner ? "inherit" : "hidden");
          if (!corner) continue;
          dot.setAttribute("cx", `${plot.x(corner.t)}`);
          dot.setAttribute("cy", `${plot.y(corner.y)}`);
        }
        return largest;
      });
      ring.setAttribute("cx", `${yours.plot.x(t)}`);
      ring.setAttribute("cy", `${yours.plot.y(y)}`);
      const w = weights(corners);
      frame.shows({ gaps, weights: w, corner: [t, y] });
      const weight = chosen() < w.length
        ? `the weight of the ReLU that starts there is ${living.write(w[chosen()])}`
        : "the line ends there, and no ReLU starts";
      frame.say(
        `Your ${w.length} ReLU${w.length > 1 ? "s are" : " is"} at most ${
          living.write(gaps[0], 3)
        } off, the eight in a row ` +
          `${living.write(gaps[1], 3)}. Corner ${which.value} is at x = ${living.write(t)}, ` +
          `height ${living.write(y)}: ${weight}.`,
      );
    };
  });
}
