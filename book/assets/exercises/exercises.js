// @ts-check
/// <reference types="./exercises.d.ts" />
// Exercises in the page: check, hints one by one, the solution after a try. What is an answer in
// code is run and judged by the page's Python; a choice and a plain number are judged here.
{
  const known = /** @type {Exercises.Page} */ (
    JSON.parse(document.getElementById("exercises-page")?.textContent ?? "{}")
  );
  const NOTHING_KEPT = "This browser keeps nothing: what you solve is noted until you leave.";
  const FIRST = "Try it first: a wrong answer teaches more than a right one that is read. " +
    "Press Solution once more to see it all the same.";

  /** @template {HTMLElement} T
   * @param {ParentNode} place @param {string} selector @returns {T} */
  const find = (place, selector) => {
    const found = place.querySelector(selector);
    if (!found) throw new Error(`an exercise must have ${selector}`);
    return /** @type {T} */ (found);
  };

  /** @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag @param {string} className @param {(Node | string)[]} children */
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  /** The elements of HTML that the build has made. @param {string} html */
  const fragment = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };

  /** The code cells that are no answers and stand above an element: the set-up.
   * @param {Element} place */
  const setUp = (place) =>
    [...document.querySelectorAll(".live-cell")].filter((cell) =>
      !cell.closest(".exercise") &&
      place.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_PRECEDING
    ).map((cell) => /** @type {HTMLTextAreaElement} */ (find(cell, ".live-text")).value);

  class Exercise {
    /** @param {HTMLElement} section */
    constructor(section) {
      this.section = section;
      this.name = section.dataset.name ?? "";
      this.known = known.exercises[this.name];
      this.key = this.known.key;
      this.verdict = find(section, ".verdict");
      this.state = find(section, ".exercise-state");
      this.cell = find(section, ".live-cell");
      /** @type {HTMLTextAreaElement} */
      this.area = find(section, ".live-text");
      this.options = /** @type {HTMLInputElement[]} */ ([
        ...section.querySelectorAll(".exercise-choice input"),
      ]);
      this.field = /** @type {HTMLInputElement | null} */ (
        section.querySelector(".exercise-field input")
      );
      this.hints = /** @type {HTMLDetailsElement[]} */ ([
        ...section.querySelectorAll(":scope > .exercise-hint"),
      ]);
      /** @type {HTMLDetailsElement} */
      this.solution = find(section, ":scope > .exercise-solution");
      this.solution.id = `solution-${this.name}`;
      /** @type {Map<string, number>} how often an answer went wrong in the same way */
      this.kinds = new Map();
      this.asked = false; // for the solution before a try
      this.inCode = !this.known.choice && !this.known.number;

      this.on(".exercise-check", () => this.check());
      this.on(".exercise-ask", () => this.hint());
      this.on(".exercise-show", () => this.showSolution());
      this.on(".exercise-open", () => this.open());
      this.area.addEventListener("input", () => (this.inCode = true));
      for (const input of this.inputs) {
        input.addEventListener("input", () => {
          this.inCode = false;
          this.keep();
        });
      }
      this.field?.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.check();
      });
      this.restore();
    }

    get inputs() {
      return this.field ? [...this.options, this.field] : this.options;
    }

    get chosen() {
      return this.options.filter(({ checked }) => checked).map(({ value }) => value);
    }

    /** @param {string} selector @param {() => void} act */
    on(selector, act) {
      this.section.querySelector(selector)?.addEventListener("click", act);
    }

    /** @param {(Node | string)[]} words */
    say(...words) {
      this.state.replaceChildren(...words);
    }

    // ------------------------------------------------------------ a choice or a number is kept

    get place() {
      return `rectified:answer:${location.pathname}:${this.name}`;
    }

    /** What was asked: another course may have other options. */
    get question() {
      return this.options.map(({ parentElement }) => parentElement?.textContent ?? "");
    }

    keep() {
      const { question, chosen, field } = this;
      try {
        const answer = { question, chosen, text: field?.value ?? "" };
        localStorage.setItem(this.place, JSON.stringify(answer));
      } catch { /* the answer ends with the page */ }
    }

    restore() {
      if (!this.inputs.length) return;
      try {
        const kept = JSON.parse(localStorage.getItem(this.place) ?? "null");
        if (!kept) return;
        if (this.field) this.field.value = kept.text;
        else if (JSON.stringify(kept.question) === JSON.stringify(this.question)) {
          for (const option of this.options) option.checked = kept.chosen.includes(option.value);
        } else this.say("The options have changed since you chose one.");
      } catch { /* nothing was kept */ }
    }

    // ------------------------------------------------------------ check

    async check() {
      this.say();
      const told = this.inCode ? await this.checkCode() : this.judge();
      if (told) this.tell(told);
    }

    /** The verdict on a choice or a number. */
    judge() {
      const { choice, number, label } = this.known;
      const told = choice
        ? exerciseJudge.ofChoice(choice, this.chosen)
        : number && exerciseJudge.ofNumber(number, this.field?.value ?? "");
      if (told) return told;
      const written = this.field?.value.trim();
      const status = written ? "no number" : "not started";
      const words = written
        ? "A number is wanted, such as 0.25, 1/4, 25 % or −2."
        : choice
        ? "Choose an answer first."
        : "Write a number first.";
      return {
        correct: false,
        status,
        misconception: null,
        sign: written ? "✗" : "…",
        title: `${written ? "Not yet" : "Not started"}: ${label}`,
        paragraphs: [words],
        rows: /** @type {[string, string][]} */ (written ? [["yours", written]] : []),
      };
    }

    /** The verdict of the page's Python on what stands in the editor; null where it was stopped.
     * @returns {Promise<Exercises.Verdict | null>} */
    async checkCode() {
      if (live.isFile) {
        this.state.innerHTML = live.server;
        return null;
      }
      /** @type {Record<string, string>} */
      const others = {};
      for (const other of all.values()) {
        if (other !== this && other.area.value !== other.area.defaultValue) {
          others[other.name] = other.area.value;
        }
      }
      this.verdict.setAttribute("aria-busy", "true");
      try {
        const page = await live.wake().catch(() => null);
        if (!page) {
          this.say(live.lost);
          return null;
        }
        const check = { exercise: this.key, given: setUp(this.cell), others };
        const told = await page.check(this.cell, check);
        if (!told) return null;
        return { ...told, paragraphs: page.paragraphsOf(told.message) };
      } finally {
        this.verdict.removeAttribute("aria-busy");
      }
    }

    /** Show a verdict, note it, and say what comes next.
     * @param {Exercises.Verdict} told */
    tell(told) {
      const { correct, status, misconception } = told;
      const title = element("strong", "", sign(told.sign), told.title);
      const parts = [element("p", "verdict-title", title)];
      for (const part of told.paragraphs) {
        parts.push(element("p", "", typeof part === "string" ? fragment(part) : part));
      }
      if (told.rows.length) parts.push(table(told.rows));
      if (status !== "not started") exerciseProgress.tryOnce(this.key);
      if (correct) {
        exerciseProgress.solve(this.key);
        parts.push(...this.after());
      } else if (status !== "not started") {
        const kind = misconception ?? status;
        if (misconception) exerciseProgress.meet(this.key, misconception);
        this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
        if ((this.kinds.get(kind) ?? 0) > 1) {
          const again = `Once more in this way. Read again: ${this.known.read}.`;
          parts.push(element("p", "verdict-after", fragment(again)));
        }
      }
      this.verdict.dataset.status = correct ? "correct" : status === "not started" ? "" : "not yet";
      this.verdict.replaceChildren(...parts);
      if (!exerciseProgress.keeps()) this.say(NOTHING_KEPT);
    }

    /** Why it is right, the solution to compare with, and the next exercise. */
    after() {
      const { why, next } = this.known;
      const parts = why ? [element("p", "verdict-after", fragment(why))] : [];
      const compare = element("a", "", "Compare with the solution");
      compare.href = `#${this.solution.id}`;
      compare.addEventListener("click", (event) => {
        event.preventDefault();
        this.reveal(this.solution);
      });
      const line = element("p", "verdict-after", compare);
      if (next) line.append(" · ", fragment(`Next: ${next}`));
      return [...parts, line];
    }

    // ------------------------------------------------------------ help

    hint() {
      const next = this.hints.find((hint) => !hint.classList.contains("shown"));
      const n = this.hints.length;
      if (next) {
        this.say(`Hint ${this.hints.indexOf(next) + 1} of ${n} stands below.`);
        this.reveal(next, false);
      } else {
        const there = n > 1 ? `All ${n} hints stand below.` : "The only hint stands below.";
        this.say(`${there} Solution shows one way to do it.`);
      }
    }

    showSolution() {
      const { solved, tried } = exerciseProgress.notes();
      const may = solved.has(this.key) || tried.has(this.key) || this.asked;
      this.asked = true;
      if (!may) return this.say(FIRST);
      exerciseProgress.see(this.key);
      this.say("The solution stands below.");
      this.reveal(this.solution, false);
    }

    /** Open a hint or the solution. @param {HTMLDetailsElement} fold @param {boolean} [go] */
    reveal(fold, go = true) {
      fold.classList.add("shown");
      fold.open = true;
      if (go) find(fold, "summary").focus();
      fold.scrollIntoView({ block: "nearest" });
    }

    /** Show the editor of an exercise that can be answered without code, or hide it. */
    open() {
      const code = find(this.section, ".exercise-code");
      const button = find(this.section, ".exercise-open");
      const shown = code.classList.toggle("shown");
      button.setAttribute("aria-expanded", String(shown));
    }
  }

  /** A sign that is not read aloud. @param {string} text */
  const sign = (text) => {
    const made = element("span", "", `${text} `);
    made.setAttribute("aria-hidden", "true");
    return made;
  };

  /** @param {[string, string][]} rows */
  const table = (rows) => {
    const made = element("table", "verdict-rows");
    for (const [label, value] of rows) {
      const head = element("th", "", label);
      head.scope = "row";
      made.append(element("tr", "", head, element("td", "", element("code", "", value))));
    }
    return made;
  };

  /** @type {Map<string, Exercise>} */
  const all = new Map();
  for (const section of document.querySelectorAll("section.exercise")) {
    if (section instanceof HTMLElement) {
      const exercise = new Exercise(section);
      all.set(exercise.name, exercise);
    }
  }

  // -------------------------------------------------------------- how far one is

  const counts = [...document.querySelectorAll(".exercises-solved")];

  const count = () => {
    const { solved } = exerciseProgress.notes();
    const done = [...all.values()].filter(({ key, section }) => {
      section.classList.toggle("solved", solved.has(key));
      return solved.has(key);
    });
    for (const link of document.querySelectorAll(".exercise-map a[href^='#']")) {
      const section = document.getElementById(link.getAttribute("href")?.slice(1) ?? "");
      link.classList.toggle("solved", section?.closest(".exercise.solved") != null);
    }
    for (const place of counts) place.textContent = `${done.length} of ${all.size} solved`;
  };
  exerciseProgress.onChange(count);
  exerciseProgress.total(known.totals);
  count();

  const panel = document.querySelector(".exercises-panel");
  if (panel instanceof HTMLElement) {
    const state = find(panel, ".exercise-state");
    /** @type {HTMLInputElement} */
    const file = find(panel, "input[type=file]");
    find(panel, ".exercises-save").addEventListener("click", () => {
      const link = element("a", "");
      link.href = URL.createObjectURL(new Blob([exerciseProgress.text()], { type: "text/plain" }));
      link.download = "my-progress.txt";
      link.click();
      URL.revokeObjectURL(link.href);
      state.textContent = "Saved as my-progress.txt.";
    });
    find(panel, ".exercises-load").addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      if (!chosen) return;
      const n = exerciseProgress.take(await chosen.text());
      state.textContent = `${chosen.name} says that ${n} exercises are solved; they are added.`;
      file.value = "";
    });
    let sure = false;
    find(panel, ".exercises-forget").addEventListener("click", () => {
      if (sure) exerciseProgress.forget();
      state.textContent = sure
        ? "All is forgotten, in all chapters."
        : "This forgets what you solved in all chapters. Press once more to do so.";
      sure = !sure;
    });
  }
}
