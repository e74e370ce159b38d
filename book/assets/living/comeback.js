// @ts-check
/// <reference types="./living.d.ts" />
// A silent unit and its leak: how many steps until it fires again, and its way there.
// Begins with the picture of `leaky_relu.recovery`; the unit and its steps are those of the page.
{
  const { X, Y } = living.ramp;
  const LIMIT = 20_000;
  const SLOPES = [0.2, 0.1, 0.03, 0.01, 0.003, 0.001];
  /** @param {ArrayLike<number>} values */
  const mean = (values) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
  const PUSH = mean(Y) + mean(X.map((x, k) => x * Y[k])); // of a step on w + b, over rate and slope

  /** Train the unit from w = 1 until it fires; its highest pre-activation before each step.
   * @param {number} alpha @param {number} b @param {number} rate */
  const train = (alpha, b, rate) => {
    const f = living.activations.leaky_relu(alpha);
    let w = 1;
    const path = [];
    for (let steps = 0; steps <= LIMIT; steps++) {
      path.push(Math.max(b + w, b - w));
      if (path[steps] > 0 || !Number.isFinite(path[steps])) break;
      const [left, down] = living.ramp.gradient(f, w, b);
      if (down === 0 && left === 0) return { steps: Infinity, path };
      w -= rate * left;
      b -= rate * down;
    }
    return { steps: path.length > LIMIT ? Infinity : path.length - 1, path };
  };

  living.figure("comeback", [], (frame) => {
    /** The left end of the slider is ReLU. @param {number} p */
    const slope = (p) => p <= -3.05 ? 0 : 10 ** p;
    const alpha = frame.slider({
      label: "slope α",
      min: -3.1,
      max: 0,
      step: 0.05,
      value: -1,
      format: (p) => slope(p) === 0 ? "0, ReLU" : Number(slope(p).toPrecision(2)).toString(),
    });
    const bias = frame.slider({
      label: "bias at the start",
      min: -12,
      max: -1.5,
      step: 0.5,
      value: -5,
      format: (x) => living.write(x, 1),
    });
    const rate = frame.slider({
      label: "learning rate η",
      min: 0.05,
      max: 2,
      step: 0.05,
      value: 0.5,
      format: (x) => living.write(x),
    });
    frame.task(
      "Halve the slope, then halve the rate instead. Push the bias to twice its depth: does " +
        "the way back take twice as long? At last drag the slope to its left end.",
    );
    frame.answer(
      "Above, the dot keeps near the line, which was computed before anything ran, as long as " +
        "the slope is small. Below, a ReLU's line is level for ever, and no rate changes that.",
    );

    frame.height(478);
    const thousands = (/** @type {number} */ x) => x.toLocaleString("en-US");
    const decades = [1, 10, 100, 1000, 10_000];
    const above = frame.plot({
      top: 28,
      height: 168,
      left: 52,
      x: {
        min: 1,
        max: 2000,
        log: true,
        ticks: decades.slice(0, 4),
        title: "1 / α",
        format: thousands,
      },
      y: {
        min: 1,
        max: 40_000,
        log: true,
        ticks: decades,
        title: "steps until it fires again",
        format: thousands,
      },
    });
    const below = frame.plot({
      top: 266,
      height: 168,
      left: 52,
      x: { min: 1, max: 20_000, log: true, ticks: decades, title: "step", format: thousands },
      y: { min: -11, max: 1, ticks: [-10, -5, 0], title: "highest pre-activation z of the unit" },
    });
    const upper = above.inside();
    const law = frame.draw("path", { class: "draws" }, upper);
    const says = frame.draw("text", { class: "muted end" }, upper);
    const counted = SLOPES.map(() => frame.draw("rect", { width: 7, height: 7 }, upper));
    for (const point of counted) point.setAttribute("class", "leak");
    const here = frame.draw("circle", { r: 6, class: "mark" }, upper);
    const never = frame.draw("text", { x: 420, y: 186, class: "end accent" }, upper);
    const lower = below.inside();
    frame.draw("path", { class: "draws", d: below.path([1, 20_000], [0, 0]) }, lower);
    frame.draw("text", { x: 60, y: below.y(0) - 5, class: "muted" }, lower).textContent =
      "here it fires again";
    const way = frame.draw("path", {}, lower);
    const end = frame.draw("circle", { r: 5, class: "mark" }, lower);

    let shown = "";
    return () => {
      const [b, eta] = [bias.value, rate.value];
      const distance = -(b + 1);
      const predicted = distance / (eta * PUSH);
      if (shown !== `${b} ${eta}`) {
        shown = `${b} ${eta}`;
        law.setAttribute("d", above.path([1, 2000], [predicted, 2000 * predicted]));
        says.textContent = `${living.write(predicted, predicted < 10 ? 1 : 0)} / α`;
        const at = predicted > 300 ? 6 : 30; // where the line is not yet at the upper end
        says.setAttribute("x", `${above.x(at)}`);
        says.setAttribute("y", `${above.y(at * predicted) - 12}`);
        says.setAttribute("class", at === 6 ? "muted middle" : "muted end");
        SLOPES.forEach((a, k) => {
          const { steps } = train(a, b, eta);
          counted[k].setAttribute("visibility", Number.isFinite(steps) ? "inherit" : "hidden");
          if (!Number.isFinite(steps)) return;
          counted[k].setAttribute("x", `${above.x(1 / a) - 3.5}`);
          counted[k].setAttribute("y", `${above.y(steps) - 3.5}`);
        });
      }
      const a = slope(alpha.value);
      const { steps, path } = train(a, b, eta);
      const back = Number.isFinite(steps);
      for (const dot of [here, end]) dot.setAttribute("visibility", back ? "inherit" : "hidden");
      never.textContent = back ? "" : a === 0 ? "never: its slope is 0" : "not in 20,000 steps";
      // at most 300 points, closer where the axis is wider
      const at = path.length === 1 ? [1, LIMIT] : [
        ...new Set(Array.from({ length: 300 }, (_, k) => Math.round(path.length ** (k / 299)))),
      ];
      way.setAttribute("class", `bold f-${a === 0 ? "relu" : "leaky_relu"}`);
      way.setAttribute(
        "d",
        below.path(at, at.map((step) => path[Math.min(step, path.length - 1)])),
      );
      if (back) {
        here.setAttribute("cx", `${above.x(1 / a)}`);
        here.setAttribute("cy", `${above.y(steps)}`);
        end.setAttribute("cx", `${below.x(steps)}`);
        end.setAttribute("cy", `${below.y(path[steps])}`);
      }
      frame.shows({ steps: back ? steps : null, predicted: a ? predicted / a : null });
      const slow = a === 0
        ? "The gradient is 0, and the unit never moves."
        : `The line says ${thousands(Math.round(predicted / a))}.`;
      frame.say(
        `α = ${Number(a.toPrecision(2))}: ` +
          (back
            ? `${thousands(steps)} step${steps === 1 ? "" : "s"} until the unit fires again. `
            : "") +
          (back || a === 0 ? slow : `not back in 20,000 steps. ${slow}`),
      );
    };
  });
}
