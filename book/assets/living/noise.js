// @ts-check
/// <reference types="./living.d.ts" />
// Words in noise: their picture, what two networks hear in it, and what is read of all words.
// Begins with the picture of `speech.in_noise`: two ways of training, three readers.
{
  const [BANDS, STEPS] = [32, 6]; // tiles at a moment, and steps of the heat map
  const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const TITLES = ["learned from quiet voices", "with noise in the training"];
  /** Readers, and how they are drawn. @type {Record<string, [string, string]>} */
  const LOOKS = { relu: ["ReLU", "f-relu"], tanh: ["tanh", "f-tanh"], SVC: ["SVC", "s-0"] };

  living.figure("noise", ["noise"], (frame) => {
    const { levels, pictures, answers, shares } = living.noise;
    const kinds = Object.keys(answers);
    const noise = frame.slider({
      label: "voice over noise",
      min: 0,
      max: levels.length - 1,
      step: 1,
      value: 0,
      format: (k) => k ? `${levels[k]} decibels` : "no noise",
    });
    const word = frame.slider({
      label: "word",
      min: 0,
      max: 9,
      step: 1,
      value: 7,
      format: (k) => WORDS[k],
    });
    frame.task(
      "Turn the noise up, word by word: which three words does the network that learned from " +
        "quiet voices still hear at 10 decibels? What does it hear at 0, whatever is said? And " +
        "which word does the other network understand only when there is noise?",
    );
    frame.answer(
      "As loud as the voice, noise is one word for who has never met it. The curves are of six " +
        "voices and five networks, the answers below them of one voice and one network with ReLU.",
    );
    frame.note(
      "Nothing is computed here: both networks were trained before, and their answers are kept.",
    );

    frame.height(440);
    const at = levels.map((_, k) => k);
    const nows = kinds.map((kind, k) => {
      const left = 44 + 212 * k;
      const plot = frame.plot({
        top: 30,
        height: 140,
        left,
        right: frame.WIDTH - left - 180,
        x: {
          min: -0.2,
          max: 4.2,
          ticks: at,
          format: (level) => levels[level],
          title: "voice over noise, decibels",
        },
        y: {
          min: 0,
          max: 1.03,
          ticks: k ? [] : [0, 0.5, 1],
          format: (share) => `${100 * share}%`,
          title: TITLES[k],
        },
      });
      const now = frame.draw("path", { class: "draws" }, frame.svg);
      const chance = plot.path([-0.2, 4.2], [0.1, 0.1]);
      frame.draw("path", { class: "axis faint", d: chance }, frame.svg);
      for (const [name, [, look]] of Object.entries(LOOKS)) {
        frame.draw(
          "path",
          { class: `key ${look}`, d: plot.path(at, shares[kind][name]) },
          frame.svg,
        );
      }
      return { plot, now };
    });
    Object.values(LOOKS).forEach(([name, look], k) => {
      const x = 70 + 120 * k;
      frame.draw("path", { class: `key ${look}`, d: `M${x},222h30` }, frame.svg);
      frame.draw("text", { x: x + 36, y: 226, class: look }, frame.svg).textContent = name;
    });

    const [left, bottom, width, height] = [16, 414, 8.4, 5]; // of a tile
    frame.draw("text", { x: left, y: 436, class: "muted" }, frame.svg).textContent = "time →";
    const tiles = Array.from(
      { length: STEPS },
      (_, k) => frame.draw("path", { class: `tile step-${k + 1}` }, frame.svg),
    );
    const box = frame.draw("path", { class: "frame" }, frame.svg);
    const heard = kinds.map((_, k) => {
      const y = 292 + 66 * k;
      frame.draw("text", { x: 212, y, class: "muted" }, frame.svg).textContent = TITLES[k];
      return frame.draw("text", { x: 212, y: y + 24 }, frame.svg);
    });

    return () => {
      const [level, chosen] = [noise.value, word.value];
      for (const { plot, now } of nows) now.setAttribute("d", plot.path([level, level], [0, 1]));
      const picture = pictures[chosen][level];
      const paths = Array(STEPS + 1).fill("");
      for (const [k, step] of [...picture].entries()) {
        const x = left + width * Math.floor(k / BANDS);
        const y = bottom - height * (k % BANDS + 1);
        paths[Number(step)] += `M${x.toFixed(1)},${y}h${width}v${height}h-${width}Z`;
      }
      tiles.forEach((path, k) => path.setAttribute("d", paths[k + 1]));
      const long = width * picture.length / BANDS;
      box.setAttribute("d", `M${left},${bottom - BANDS * height}h${long}V${bottom}h${-long}Z`);
      const said = kinds.map((kind) => Number(answers[kind][level][chosen]));
      said.forEach((answer, k) => {
        const right = answer === chosen;
        heard[k].textContent = `“${WORDS[answer]}”, ${right ? "right" : "wrong"}`;
        heard[k].setAttribute("class", right ? "" : "accent");
      });
      frame.shows({ level: levels[level], word: chosen, said });
      frame.say(
        `“${WORDS[chosen]}”, ` +
          (level ? `${levels[level]} decibels over the noise` : "without noise") +
          `: the network that learned from quiet voices hears “${WORDS[said[0]]}”, the one with ` +
          `noise in its training “${WORDS[said[1]]}”.`,
      );
    };
  });
}
