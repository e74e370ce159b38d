// @ts-check
/// <reference types="./living.d.ts" />
// The code's dead units: thirty autoencoders, and what each gives back of an eight and a three.
// Begins with the picture of `anomalies.against_dead`.
{
  const [SIDE, LEVELS, CODE] = [8, 16, 8];
  /** Marks around (0, 0), as wide as 10: those of the static figure. */
  const MARKS = ["M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z", "M-5,-5h10v10h-10Z", "M0,-5L5,5H-5Z"];

  living.figure("codes", ["codes"], (frame) => {
    const { images, kinds } = living.codes;
    const names = Object.keys(kinds);
    const kind = frame.choice({
      label: "kind",
      options: Object.fromEntries(names.map((name) => [name, name])),
      value: names[0],
    });
    const which = frame.slider({
      label: "network",
      min: 1,
      max: 10,
      step: 1,
      value: 1,
      format: (k) => `${k} of 10`,
    });
    frame.task(
      "Point at the marks, click to keep one, or move the controls. What do the two networks on the far right give " +
        "back of an eight, and what of a three? Find a unit that is alive and answers 1% of the " +
        "images. In which kind do nearly all units answer nine images of ten?",
    );
    frame.answer(
      "Where the one unit left is silent, two images come back as one and the same. A unit that " +
        "answers 95% of the images bends hardly anything, since for nearly all of them it is " +
        "linear; one that answers 1% is as good as dead.",
    );
    frame.note(
      "Nothing is computed here: these networks were trained before, and what they gave back is kept.",
    );

    frame.height(452);
    const plot = frame.plot({
      top: 26,
      height: 190,
      x: {
        min: -0.5,
        max: 8.5,
        ticks: [0, 2, 4, 6, 8],
        title: "dead units among the 8 of the code",
      },
      y: { min: 0, max: 1.02, ticks: [0, 0.5, 1], title: "area: pairs told apart" },
    });
    frame.draw("path", { class: "axis faint", d: plot.path([-0.5, 8.5], [0.5, 0.5]) }, frame.svg);
    const guess = { x: plot.x(8.4), y: plot.y(0.5) + 15, class: "muted end" };
    frame.draw("text", guess, frame.svg).textContent = "by guessing";
    /** @param {number} k @param {number} x @param {number} y */
    const mark = (k, x, y) => {
      const place = { class: `mark-${k}`, d: MARKS[k], transform: `translate(${x},${y})` };
      frame.draw("path", place, frame.svg);
    };
    const places = names.flatMap((name, k) => {
      mark(k, 60, 168 + 19 * k);
      frame.draw("text", { x: 72, y: 173 + 19 * k }, frame.svg).textContent = name;
      return kinds[name].dead.map((dead, network) => {
        const [x, y] = [plot.x(dead + 0.16 * (k - 1)), plot.y(kinds[name].area[network])];
        mark(k, x, y);
        return { name, network, x, y };
      });
    });
    const ring = frame.draw("circle", { class: "ring", r: 9 }, frame.svg);

    /** @param {number} x @param {number} y */
    const cross = (x, y) => `M${x - 7},${y - 7}l14,14m0,-14l-14,14`;
    const title = frame.draw("text", { x: 16, y: 278 }, frame.svg);
    const units = Array.from({ length: CODE }, (_, k) => {
      const [x, y] = [32 + 52 * k, 306];
      return {
        x,
        y,
        square: frame.draw("rect", { class: "fires" }, frame.svg),
        cross: frame.draw("path", { class: "accent", d: cross(x, y) }, frame.svg),
        share: frame.draw("text", { x, y: y + 30, class: "middle muted" }, frame.svg),
      };
    });
    const pictures = ["an eight", "comes back", "a three", "comes back"].map((name, k) => {
      const left = 16 + 106 * k + (k > 1 ? 14 : 0);
      frame.draw("text", { x: left, y: 362, class: "muted" }, frame.svg).textContent = name;
      const box = { x: left, y: 368, width: 80, height: 80, class: "frame" };
      frame.draw("rect", box, frame.svg);
      const ink = Array.from(
        { length: LEVELS },
        (_, level) =>
          frame.draw("path", { class: "pixel", opacity: (level + 1) / LEVELS }, frame.svg),
      );
      return { left, ink };
    });

    /** @param {(typeof pictures)[0]} picture @param {string} image */
    const paint = ({ left, ink }, image) => {
      const squares = Array(LEVELS + 1).fill("");
      for (const [k, level] of [...image].entries()) {
        const [x, y] = [left + 10 * (k % SIDE), 368 + 10 * Math.floor(k / SIDE)];
        squares[parseInt(level, 17)] += `M${x},${y}h10v10h-10Z`;
      }
      ink.forEach((path, k) => path.setAttribute("d", squares[k + 1]));
    };

    /** What the controls say while a mouse only passes by. @type {[string, number] | null} */
    let chosen = null;
    frame.pointer((x, y, how) => {
      if (how !== "hover" && how !== "click" && how !== "leave") return;
      if (how === "leave") {
        if (chosen) [kind.value, which.value] = chosen;
        chosen = null;
        return;
      }
      const far = places.map((place) => Math.hypot(place.x - x, place.y - y));
      const nearest = far.indexOf(Math.min(...far));
      if (far[nearest] > 16) return;
      chosen = how === "click" ? null : chosen ?? [kind.value, which.value];
      [kind.value, which.value] = [places[nearest].name, places[nearest].network + 1];
    });

    return () => {
      const network = which.value - 1;
      const { dead, area, answers, back } = kinds[kind.value];
      const place = places.find((one) => one.name === kind.value && one.network === network);
      ring.setAttribute("cx", `${place?.x}`);
      ring.setAttribute("cy", `${place?.y}`);
      title.textContent = "its code: the share of the known images that each unit answers";
      units.forEach(({ x, y, square, cross, share }, k) => {
        const percent = answers[network][k];
        const side = percent ? Math.max(3, 32 * Math.sqrt(percent / 100)) : 0;
        square.setAttribute("x", `${x - side / 2}`);
        square.setAttribute("y", `${y - side / 2}`);
        square.setAttribute("width", `${side}`);
        square.setAttribute("height", `${side}`);
        cross.setAttribute("visibility", percent ? "hidden" : "inherit");
        share.textContent = percent ? `${percent}%` : "dead";
      });
      [images[0], back[network][0], images[1], back[network][1]].forEach((image, k) => {
        paint(pictures[k], image);
      });
      frame.shows({ kind: kind.value, network, dead: dead[network], answers: answers[network] });
      frame.say(
        `${kind.value}, network ${network + 1}: ${
          dead[network]
        } of ${CODE} units are dead, and in ` +
          `${living.write(100 * area[network], 0)}% of the pairs the eight has the larger error.`,
      );
    };
  });
}
