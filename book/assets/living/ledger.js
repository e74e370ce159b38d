// @ts-check
/// <reference types="./living.d.ts" />
// All claims of the article as marks: those that are not asked for fade, here and in their cards.
// Begins with the picture of `fact_check.ledger`. The cards of the page say what each claim is,
// and the page's own choice of verdicts, claim_filter, is what filters both.
{
  const VERDICTS = ["right", "right with conditions", "imprecise", "wrong", "no evidence found"];
  /** Marks around (0, 0), as wide as 12. @type {Record<string, string>} */
  const MARKS = {
    right: "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0Z",
    "right with conditions": "M0,-6L6,6H-6Z",
    imprecise: "M0,-7L7,0L0,7L-7,0Z",
    wrong: "M-6,-3L-3,-6L0,-3L3,-6L6,-3L3,0L6,3L3,6L0,3L-3,6L-6,3L-3,0Z",
    "no evidence found": "M-5.5,-5.5h11v11h-11Z",
  };
  /** @param {string} verdict */
  const dashed = (verdict) => verdict.replaceAll(" ", "-");

  living.figure("ledger", ["parts"], (frame) => {
    const rows = Object.entries(living.parts);
    const [STEP, ROW] = [27.4, 45];
    const claims = rows.flatMap(([part, numbers], row) =>
      numbers.map((number, k) => {
        const card = document.getElementById(`claim-${number}`);
        const verdict = VERDICTS.find((name) =>
          card?.classList.contains(`claim-${dashed(name)}`)
        ) ??
          VERDICTS[4];
        const title = card?.querySelector(".admonition-title")?.textContent ?? `Claim ${number}`;
        const [x, y] = [10 + STEP * k, 34 + ROW * row];
        return { number, part, verdict, title, x, y };
      })
    );
    const shown = () =>
      claims.filter(({ verdict }) => show.value === "all" || verdict === show.value);

    const radios = [...document.querySelectorAll("fieldset.claim-filter input")]
      .filter((input) => input instanceof HTMLInputElement);
    const names = ["all", ...VERDICTS];
    const show = frame.choice({
      label: "show",
      options: Object.fromEntries(names.map((name) => [name, name])),
      value: names.find((name) =>
        radios.some((r) => r.checked && r.id.slice(8) === dashed(name))
      ) ??
        "all",
      act: (name) => {
        for (const radio of radios) radio.checked = radio.id === `verdict-${dashed(name)}`;
        begin();
      },
    });
    for (const radio of radios) {
      radio.addEventListener("change", () => {
        show.value = names.find((name) => radio.id === `verdict-${dashed(name)}`) ?? "all";
        begin();
        frame.change();
      }, { signal: frame.ended });
    }
    frame.ended.addEventListener("abort", () => {
      for (const radio of radios) radio.checked = radio.id === "verdict-all";
    });
    const begin = () => {
      which.max = Math.max(shown().length, 1);
      which.value = 1;
    };
    const which = frame.slider({
      label: "mark",
      min: 1,
      max: Math.max(shown().length, 1),
      step: 1,
      value: 1,
      format: (k) => `${k} of ${shown().length}`,
    });
    frame.button("Read its card", () => {
      location.hash = `claim-${shown()[which.value - 1].number}`;
    });
    frame.task(
      "Show the wrong claims and read them: which word do two of them share? Then show what is " +
        "right: in which part of the article do most of these marks stand? Does any claim lack " +
        "evidence?",
    );
    frame.answer(
      "The article is right about uses and wrong about reasons. What you show here is also " +
        "shown of the cards below, and their own choice holds for the marks. Click a mark to read " +
        "its claim.",
    );

    frame.height(426);
    rows.forEach(([part], row) => {
      frame.draw("text", { x: 4, y: 18 + ROW * row }, frame.svg).textContent = part;
    });
    /** @param {string} verdict @param {number} x @param {number} y */
    const mark = (verdict, x, y) => {
      const look = `v-${dashed(verdict)}`;
      const place = { class: look, d: MARKS[verdict], transform: `translate(${x},${y})` };
      return frame.draw("path", place, frame.svg);
    };
    const marks = claims.map(({ verdict, x, y }) => mark(verdict, x, y));
    VERDICTS.forEach((verdict, k) => {
      const [x, y] = [10 + 214 * (k % 2), 350 + 26 * Math.floor(k / 2)];
      mark(verdict, x, y);
      const count = claims.filter((claim) => claim.verdict === verdict).length;
      const look = `bolder v-${dashed(verdict)}`;
      frame.draw("text", { x: x + 14, y: y + 5, class: look }, frame.svg).textContent =
        `${count} ${verdict}`;
    });
    const ring = frame.draw("circle", { class: "ring", r: 11 }, frame.svg);

    frame.pointer((x, y, how) => {
      if (how !== "click") return; // not in passing, on the way to a control
      const far = shown().map((claim) => Math.hypot(claim.x - x, claim.y - y));
      const nearest = far.indexOf(Math.min(...far));
      if (far[nearest] < 16) which.value = nearest + 1;
    });

    return () => {
      const now = shown();
      const chosen = now[which.value - 1];
      marks.forEach((one, k) => {
        one.setAttribute("opacity", now.includes(claims[k]) ? "1" : "0.15");
      });
      ring.setAttribute("visibility", chosen ? "inherit" : "hidden");
      ring.setAttribute("cx", `${chosen?.x}`);
      ring.setAttribute("cy", `${chosen?.y}`);
      frame.shows({ verdict: show.value, shown: now.length, claim: chosen?.number ?? null });
      frame.say(
        chosen
          ? `${chosen.title} It is ${chosen.verdict}.`
          : "No claim has this verdict: sources or measurements decided all of them.",
      );
    };
  });
}
