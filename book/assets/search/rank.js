// @ts-check
// Which sections of the book answer a few words, best first. What is known of them is in
// sections.js, which the build writes; show.js shows what is found.
//
// A section gets points for each word of the question that it holds: the more, the rarer the word is
// in the book, the more often it stands there, and most of all where it stands in the heading (BM25F:
// Robertson, Zaragoza & Taylor, 2004). What lacks a word of the question loses, what has two of them
// side by side, as the question has them, gains.

/**
 * @typedef {{ page: string, title: string, chapter: string, anchor: string, heading: string, text: string,
 *   words: Map<string, number>, pairs: Set<string>, length: number, place: number }} Section
 * @typedef {{ section: Section, score: number, words: Set<string> }} Hit
 */

{
  const IN_HEADING = 6, IN_TITLE = 2; // how often a word there counts as one of the text
  const SATURATED = 1.4; // how soon more of the same word adds nothing
  const BY_LENGTH = 0.6; // 1: a text twice as long has to hold a word twice as often
  const SIDE_BY_SIDE = 0.3; // what two neighbors add to the points of both
  const OTHER_WORD = 0.95; // what another word for the same counts
  const BEGUN = 0.6; // what a word counts that only begins like the one being typed
  const SHORTEST = 0.5; // of the average length: less text is no reason for more points
  const LONG_HEADING = 3; // words: in a longer one, each counts less
  const SAME_HEADING = 1.6; // what a heading counts that is the question
  const TOO_SHORT = 50; // characters of a sentence that is shown with the next one
  const REPEATING = 0.65; // what repeats the chapters, or asks about them
  const REPEATS = /^(exercises|glossary|notation|bibliography|fact-check|teaching|summary)/;
  const REPEATS_BELOW =
    /^(In short|Check yourself|After this chapter|You need|The map|Further reading)/;

  const LITTLE = new Set(
    ("a an and are as at be between by can could did do does for from get has have how i if in is " +
      "it its me mean means my no not of on one or our should so than that the their them then " +
      "there these this those to used using was we what when where who why will with " +
      "would you your vs").split(" "),
  );

  // Words that mean the same in questions about neural networks; by their stems, see below.
  const SAME = [
    ["neuron", "unit", "node"],
    ["derivat", "slope"],
    ["dy", "dead", "die", "silent"],
    ["initializ", "init", "start"],
    ["learn", "train"],
    ["network", "net", "model"],
    ["pictur", "imag"],
    ["accurac", "precision"],
    ["cost", "loss"],
    ["use", "take", "choos", "choice", "pick", "which"],
    ["overfit", "memoriz"],
    ["explain", "definition", "defin"],
  ];
  /** @type {Map<string, string[]>} */
  const group = new Map(SAME.flatMap((words) => words.map((word) => [word, words])));

  /** What forms of a word have in common: units, unit; normalized, normalization.
   * @param {string} word */
  const stem = (word) => {
    let it = word.replace(/isation/, "ization").replace(/ise(s|d|r)?$/, "ize$1");
    if (/[^siu]s$/.test(it) && it.length > 3) it = it.slice(0, -1);
    else if (/sses$/.test(it)) it = it.slice(0, -2);
    if (it.length < 5) return it;
    it = it.replace(/(ization|izing|ized|izer|ize)$/, "iz");
    it = it.replace(/(ive|ion|ing|ed|ies|y|e)$/, "");
    return /(.)\1$/.test(it) && !/(ll|ss)$/.test(it) ? it.slice(0, -1) : it;
  };

  /** The words of a text, by their stems. Greek letters count, and so do digits.
   * @param {string} text */
  const words = (text) =>
    (text.toLowerCase().normalize("NFKD").match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);

  /** @type {Section[]} */
  const sections = [];
  /** @type {Map<string, number>} in how many sections a word stands */
  const spread = new Map();
  let average = 1;

  /** Count the words of all sections, once.
   * @param {[string, string, string, [string, string, string][]][]} pages */
  const index = (pages) => {
    let total = 0;
    for (const [page, title, chapter, entries] of pages) {
      for (const [anchor, heading, text] of entries) {
        /** @type {Map<string, number>} */
        const counts = new Map();
        /** @type {Set<string>} */
        const pairs = new Set();
        /** @param {string} from @param {number} weight */
        const add = (from, weight) => {
          const found = words(from);
          for (const word of found) counts.set(word, (counts.get(word) ?? 0) + weight);
          const telling = found.filter((word) => !LITTLE.has(word));
          telling.forEach((word, k) => k && pairs.add(`${telling[k - 1]} ${word}`));
          return found.length;
        };
        const long = Math.max(1, words(heading).length / LONG_HEADING);
        const length = add(text, 1) + add(heading, IN_HEADING / long);
        if (heading !== title) add(title, IN_TITLE);
        add(chapter, IN_TITLE);
        total += length;
        const place = sections.length;
        const what = { page, title, chapter, anchor, heading, text };
        sections.push({ ...what, words: counts, pairs, length, place });
        for (const word of counts.keys()) spread.set(word, (spread.get(word) ?? 0) + 1);
      }
    }
    average = total / sections.length;
  };

  /** How much words for one thing tell sections apart: as much as the most common of them.
   * @param {string[]} words */
  const rarity = (words) => {
    const most = Math.max(...words.map((word) => spread.get(word) ?? 0));
    return Math.log(1 + sections.length / (1 + most));
  };

  /** How much of a section is about a word, from 0 to 1.
   * @param {Section} section @param {string} word */
  const share = (section, word) => {
    const count = section.words.get(word) ?? 0;
    const length = Math.max(section.length / average, SHORTEST);
    return count / (count + SATURATED * (1 - BY_LENGTH + BY_LENGTH * length));
  };

  /** Forms in which a word of the question may stand in the text, with what each counts.
   * @param {string} word @param {boolean} typing @returns {[string, number][]} */
  const forms = (word, typing) => {
    /** @type {[string, number][]} */
    const found = [[word, 1]];
    for (const other of group.get(word) ?? []) if (other !== word) found.push([other, OTHER_WORD]);
    if (typing && word.length > 2) {
      for (const known of spread.keys()) {
        if (known !== word && known.startsWith(word)) found.push([known, BEGUN]);
      }
    }
    return found;
  };

  /** The sections that answer a question, best first.
   * @param {string} question @param {boolean} [typing] whether its last word may go on
   * @returns {Hit[]} */
  const find = (question, typing = false) => {
    const asked = words(question);
    const telling = asked.filter((word) => !LITTLE.has(word));
    const things = new Map((telling.length ? telling : asked).map((w) => [group.get(w) ?? w, w]));
    const wanted = [...things.values()].map((word, k) => {
      const list = forms(word, typing && k === things.size - 1);
      return { list, worth: rarity(list.map(([form]) => form)) };
    });
    const whole = wanted.reduce((sum, { worth }) => sum + worth, 0);
    const same = [...things.values()].join(" ");
    /** @type {Hit[]} */
    const hits = [];
    for (const section of sections) {
      let score = 0, covered = 0;
      /** @type {string[]} */
      let before = [];
      const here = new Set(before);
      for (const { list, worth } of wanted) {
        const shares = list.map(([form, counts]) => counts * share(section, form));
        const most = worth * Math.max(...shares);
        const found = list.filter((_, k) => shares[k] > 0).map(([form]) => form);
        const pair = before.some((one) =>
          found.some((other) =>
            section.pairs.has(`${one} ${other}`) ||
            section.pairs.has(`${other} ${one}`)
          )
        );
        score += most * (pair ? 1 + SIDE_BY_SIDE : 1);
        if (most > 0) covered += worth;
        for (const form of found) here.add(form);
        before = found;
      }
      if (score === 0) continue;
      if (REPEATS.test(section.page) || REPEATS_BELOW.test(section.heading)) score *= REPEATING;
      if (
        section.heading.toLowerCase().split(", ").some((name) => words(name).join(" ") === same)
      ) {
        score *= SAME_HEADING;
      }
      hits.push({ section, score: score * (covered / whole) ** 2, words: here });
    }
    return hits.sort((a, b) => b.score - a.score || a.section.place - b.section.place);
  };

  /** The sentence of a section that has most of the words found in it, cut into pieces: what is to
   * be marked, and what stands around it.
   * @param {Hit} hit @returns {{ text: string, marked: boolean }[]} */
  const sentence = (hit) => {
    const sentences = hit.section.text.split(/\n|(?<=[.?!])\s+(?=[^a-z])/);
    const about = words(hit.section.heading);
    const named = [...hit.words].every((word) => about.includes(word));
    let best = 0, most = named ? Infinity : 0;
    sentences.forEach((candidate, k) => {
      const found = new Set(words(candidate).filter((word) => hit.words.has(word)));
      const worth = [...found].reduce((sum, word) => sum + rarity([word]), 0);
      if (worth > most) [best, most] = [k, worth];
    });
    let shown = sentences[best] ?? "";
    if (shown.length < TOO_SHORT) shown = sentences.slice(best, best + 2).join(" ");
    return shown.split(/([\p{L}\p{N}]+)/u).filter(Boolean).map((text) => ({
      text,
      marked: words(text).some((word) => hit.words.has(word)),
    }));
  };

  const pages = /** @type {any} */ (globalThis).bookPages;
  index(pages ?? []);
  /** @type {any} */ (globalThis).bookSearch = { find, sentence };
}
