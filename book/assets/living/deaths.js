// @ts-check
/// <reference types="./living.d.ts" />
// The map of dead units, and at each of its points the units themselves.
// Begins with the picture of `relu.dead_by_rate`, at the point of the hasty networks.
{
  const COLUMNS = 32; // units in a row of the board
  const SIDE = 12; // of a unit's place

  /** @param {number} rate */
  const plain = (rate) => `${rate}`;

  living.figure("deaths", ["boards"], (frame) => {
    const { boards } = living;
    const ways = Object.keys(boards);
    const way = frame.choice({
      label: "trained with",
      options: Object.fromEntries(ways.map((name) => [name, name])),
      value: "SGD, momentum",
    });
    const pixels = frame.choice({
      label: "pixels",
      options: { raw: "raw", standard: "standardized" },
      value: "raw",
    });
    const rate = frame.slider({
      label: "learning rate",
      min: 0,
      max: 4,
      step: 1,
      value: 1,
      format: (k) => plain(boards[way.value][pixels.value].rates[k]),
    });
    frame.task(
      "Point at the map, click to keep a point, or move the controls. How many units can Adam lose " +
        "and still read nine digits of ten? And which layer dies on standardized pixels?",
    );
    frame.answer(
      "With raw pixels the first layer is mostly hit harder, and what is left of it answers less " +
        "and less. With standardized ones it is the second that goes. Where a point is " +
        "hollow the last digit of a computation decides which units are left: this is one outcome " +
        "of many.",
    );
    frame.note(
      "Nothing is computed here: three networks of each kind were trained before. A point is their " +
        "median and the board one of them; at large rates they lie far apart.",
    );

    frame.height(542);
    const [left, right] = [44, 84];
    const panels = ways.map((name, k) => {
      const { rates } = boards[name].raw;
      const plot = frame.plot({
        top: 28 + 138 * k,
        height: 82,
        left,
        right,
        x: {
          min: -0.3,
          max: 4.3,
          ticks: [0, 1, 2, 3, 4],
          format: (at) => plain(rates[at]),
          title: k + 1 === ways.length ? "learning rate" : "",
        },
        y: {
          min: -6,
          max: 106,
          ticks: [0, 50, 100],
          format: (share) => `${share}%`,
          title: `dead units, ${name}`,
        },
      });
      const ends = ["raw", "standard"].map((images, i) => {
        const { dead, reads } = boards[name][images];
        const look = `s-${1 - i}`;
        frame.draw(
          "path",
          { class: `thin ${look}`, d: plot.path([0, 1, 2, 3, 4], dead) },
          frame.svg,
        );
        dead.forEach((share, at) => {
          const place = { cx: plot.x(at), cy: plot.y(share), r: 4.5 };
          frame.draw(
            "circle",
            { ...place, class: reads[at] >= 50 ? look : `hollow ${look}` },
            frame.svg,
          );
        });
        return plot.y(dead[4]);
      });
      const apart = Math.max(0, 15 - Math.abs(ends[0] - ends[1])) / 2; // raw is never below
      ["raw", "standard"].forEach((images, i) => {
        const y = ends[i] + (i ? apart : -apart) + 4;
        const text = frame.draw("text", { x: 440 - right + 2, y, class: `s-${1 - i}` }, frame.svg);
        text.textContent = images;
      });
      return plot;
    });
    const ring = frame.draw("circle", { r: 9, class: "ring" }, frame.svg);
    const layers = [0, 1].map((layer) => {
      const top = 446 + 48 * layer;
      const name = frame.draw("text", { x: 28, y: top }, frame.svg);
      const units = Array.from({ length: 64 }, (_, k) => {
        const [row, column] = [Math.floor(k / COLUMNS), k % COLUMNS];
        const [x, y] = [28 + SIDE * (column + 0.5), top + 8 + SIDE * (row + 0.5)];
        const r = 0.3 * SIDE;
        const cross = `M${x - r},${y - r}l${2 * r},${2 * r}M${x - r},${y + r}l${2 * r},${-2 * r}`;
        return {
          x,
          y,
          square: frame.draw("rect", { class: "fires" }, frame.svg),
          cross: frame.draw("path", { class: "accent", d: cross }, frame.svg),
        };
      });
      return { name, units };
    });

    /** What the controls say while a mouse only passes by. @type {[string, string, number] | null} */
    let chosen = null;
    frame.pointer((x, y, how) => {
      if (how !== "hover" && how !== "click" && how !== "leave") return;
      if (how === "leave") {
        if (chosen) [way.value, pixels.value, rate.value] = chosen;
        chosen = null;
        return;
      }
      // the nearest point of the map, if one is near
      const places = ways.flatMap((name, k) =>
        ["raw", "standard"].flatMap((images) =>
          boards[name][images].dead.map((share, at) => ({
            name,
            images,
            at,
            far: Math.hypot(panels[k].x(at) - x, panels[k].y(share) - y),
          }))
        )
      );
      const near = places.reduce((best, place) => place.far < best.far ? place : best);
      if (near.far > 26) return;
      chosen = how === "click" ? null : chosen ?? [way.value, pixels.value, rate.value];
      [way.value, pixels.value, rate.value] = [near.name, near.images, near.at];
    });

    return () => {
      rate.update(); // the same place on another axis has another name
      const { rates, dead, reads, units } = boards[way.value][pixels.value];
      const at = rate.value;
      const plot = panels[ways.indexOf(way.value)];
      ring.setAttribute("cx", `${plot.x(at)}`);
      ring.setAttribute("cy", `${plot.y(dead[at])}`);
      const lost = layers.map(({ name, units: places }, layer) => {
        const shares = units[at][layer];
        const silent = shares.filter((share) => share === 0).length;
        name.textContent = `layer ${layer + 1}: ${silent} of 64 units answer no image`;
        places.forEach(({ x, y, square, cross }, k) => {
          const side = shares[k] ? Math.max(1.6, (SIDE - 0.8) * Math.sqrt(shares[k] / 100)) : 0;
          for (const [part, size] of [["x", x - side / 2], ["y", y - side / 2]]) {
            square.setAttribute(`${part}`, `${size}`);
          }
          square.setAttribute("width", `${side}`);
          square.setAttribute("height", `${side}`);
          cross.setAttribute("visibility", shares[k] ? "hidden" : "inherit");
        });
        return silent;
      });
      frame.shows({ way: way.value, pixels: pixels.value, rate: rates[at], lost });
      frame.say(
        `${way.value}, ${pixels.value === "raw" ? "raw" : "standardized"} pixels, rate ` +
          `${plain(rates[at])}: in one of the three networks ${lost[0]} units of layer 1 and ` +
          `${lost[1]} of layer 2 are dead. The three read ${
            reads[at]
          }% of the new digits (median).`,
      );
    };
  });
}
