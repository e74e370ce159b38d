// @ts-check
/// <reference types="./living.d.ts" />
// A digit out of place: what four readers say to it as it moves, and what they read of all.
// Begins with the picture of `vision.moved`.
{
  const [SIDE, LEVELS] = [28, 15]; // pixels in a row, levels of gray
  const SHIFTS = [0, 1, 2, 3, 4, 5];

  living.figure("moved", ["moved"], (frame) => {
    const { levels, labels, answers, shares } = living.moved;
    const names = Object.keys(answers);
    const by = frame.slider({
      label: "pixels to the right",
      min: 0,
      max: 5,
      step: 1,
      value: 0,
      format: String,
    });
    const digit = frame.slider({
      label: "digit",
      min: 0,
      max: 9,
      step: 1,
      value: 0,
      format: String,
    });
    frame.task(
      "Move the 7 to the right: for whom does it stay a 7 longest? What do all of them take the " +
        "4 for in the end? And one reader still reads one digit at five pixels: who, and which?",
    );
    frame.answer(
      "Single answers jump about: the 4 is lost at two pixels and found again at three. So " +
        "believe the curves, which are of 2,000 digits and five networks each; below are ten " +
        "digits and one network of each kind.",
    );
    frame.note(
      "Nothing is computed here: all answers were given by networks trained before. The digits are " +
        "by Y. LeCun and C. Cortes, under CC BY-SA 3.0.",
    );

    frame.height(380);
    const plot = frame.plot({
      top: 26,
      height: 160,
      x: { min: -0.15, max: 5.15, ticks: SHIFTS, title: "pixels to the right" },
      y: {
        min: 0,
        max: 1,
        ticks: [0, 0.5, 1],
        format: (share) => `${100 * share}%`,
        title: "digits read",
      },
    });
    const now = frame.draw("path", { class: "draws" }, frame.svg);
    frame.draw("path", { class: "axis faint", d: plot.path([-0.15, 5.15], [0.1, 0.1]) }, frame.svg);
    const rows = names.map((name, k) => {
      const [y, look] = [268 + 30 * k, `s-${k}`];
      frame.draw("path", { class: `key ${look}`, d: plot.path(SHIFTS, shares[name]) }, frame.svg);
      for (const [at, share] of shares[name].entries()) {
        const place = { cx: plot.x(at), cy: plot.y(share), r: 3 };
        frame.draw("circle", { ...place, class: look }, frame.svg);
      }
      frame.draw("path", { class: `key ${look}`, d: `M170,${y - 5}h30` }, frame.svg);
      frame.draw("text", { x: 206, y, class: look }, frame.svg).textContent = name;
      return frame.draw("text", { x: 352, y }, frame.svg);
    });
    frame.draw("text", { x: 170, y: 240, class: "muted" }, frame.svg).textContent =
      "what each says";

    const [left, top, size] = [16, 232, 4.6]; // of a pixel
    const around = { x: left, y: top, width: SIDE * size, height: SIDE * size, class: "frame" };
    frame.draw("rect", around, frame.svg);
    const ink = Array.from(
      { length: LEVELS },
      (_, k) => frame.draw("path", { class: "pixel", opacity: (k + 1) / LEVELS }, frame.svg),
    );

    return () => {
      const [shift, chosen] = [by.value, digit.value];
      now.setAttribute("d", plot.path([shift, shift], [0, 1]));
      const image = levels.slice(chosen * SIDE * SIDE, (chosen + 1) * SIDE * SIDE);
      const squares = Array(LEVELS + 1).fill("");
      for (const [k, level] of [...image].entries()) {
        const [row, column] = [Math.floor(k / SIDE), k % SIDE + shift];
        if (column >= SIDE) continue;
        const [x, y] = [left + size * column, top + size * row];
        squares[parseInt(level, 16)] += `M${x.toFixed(1)},${
          y.toFixed(1)
        }h${size}v${size}h-${size}Z`;
      }
      ink.forEach((path, k) => path.setAttribute("d", squares[k + 1]));
      const truth = labels[chosen];
      const said = names.map((name) => answers[name][chosen][shift]);
      said.forEach((answer, k) => {
        const right = answer === truth;
        rows[k].textContent = right ? `${answer}, right` : `${answer}, wrong`;
        rows[k].setAttribute("class", right ? "" : "accent");
      });
      frame.shows({ shift, truth, said });
      const right = names.filter((_, k) => said[k] === truth);
      frame.say(
        `A ${truth}, ${shift} ${shift === 1 ? "pixel" : "pixels"} to the right: ` +
          names.map((name, k) => `${name} says ${said[k]}`).join("; ") + ". " +
          (right.length === 0
            ? "Nobody is right."
            : right.length === names.length
            ? "All are right."
            : `${right.length} of ${names.length} are right.`),
      );
    };
  });
}
