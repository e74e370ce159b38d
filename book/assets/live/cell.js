// @ts-check
// One live cell: its editor, its buttons, its outputs, and the words about how it stands.
import * as drafts from "./drafts.js";
import { edit } from "./editor.js";
import { Outputs } from "./outputs.js";

/** @typedef {import("./outputs.js").Output} Output */

const ELSEWHERE = "This cell was changed in another tab: what is changed last is kept.";

/** The one element of a cell that a selector names.
 * @template {HTMLElement} T
 * @param {HTMLElement} cell @param {string} selector @returns {T} */
const find = (cell, selector) => {
  const found = cell.querySelector(selector);
  if (!found) throw new Error(`a live cell must have ${selector}`);
  return /** @type {T} */ (found);
};

export class Cell {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    const exercise = element.closest(".exercise");
    this.isAnswer = exercise !== null;
    // Of an exercise, its name, which stays when the numbers change.
    this.name = exercise?.getAttribute("data-name") ?? element.id.replace(/^live-/, "");
    /** @type {HTMLTextAreaElement} */
    this.area = find(element, ".live-text");
    this.course = this.area.defaultValue;
    this.runButton = find(element, ".live-run");
    this.stopButton = find(element, ".live-stop");
    this.resetButton = find(element, ".live-reset");
    this.state = find(element, ".live-state");
    this.outputs = new Outputs(find(element, ".live-output"));
    this.paint = edit(this.area, find(element, ".live-code pre"));
    this.area.addEventListener("input", () => this.changed());
    this.hasRun = false;
    /** @type {string | null} */
    this.ran = null; // the code that this Python has run
    this.isWaiting = false;
    this.error = ""; // the last one, in short
    if (this.code === this.course) this.restore();
    else this.changed(); // before this script had come
    drafts.watch(this.name, () => this.isWaiting || this.say(ELSEWHERE));
  }

  get code() {
    return this.area.value;
  }

  /** @param {string} words @param {Cell} [cause] another cell, to which a link leads */
  say(words, cause) {
    this.state.textContent = words;
    if (!cause || cause === this) return;
    const link = document.createElement("a");
    link.href = `#${cause.element.id}`;
    link.textContent = "Go there";
    this.state.append(" ", link);
  }

  // -------------------------------------------------------------- what a reader changes

  /** The code is another one: keep it over a reload. */
  changed() {
    this.hasRun = false;
    this.resetButton.hidden = this.code === this.course;
    const kept = this.code === this.course
      ? drafts.forget(this.name)
      : drafts.keep(this.name, { code: this.code, course: this.course });
    if (!kept) this.say("This browser keeps nothing: your change ends with this page.");
    else if (!this.isWaiting) this.say("");
  }

  /** Take up the code that a reader has left here. */
  restore() {
    const draft = drafts.find(this.name);
    if (!draft || draft.code === this.course) return;
    if (draft.course === this.course) {
      this.put(draft.code, "Your change from before is here. Run it to see what it gives.");
    } else this.offerBoth(draft);
  }

  /** The course has another cell than the one that the reader has changed.
   * @param {import("./drafts.js").Draft} draft */
  offerBoth(draft) {
    this.put(draft.code, "The course's cell has changed since you changed it. ");
    const mine = choice("Keep mine", () => {
      drafts.keep(this.name, { code: this.code, course: this.course });
      this.say("Your cell is kept.");
    });
    this.state.append(mine, " ", choice("Take the course's", () => this.reset()));
  }

  /** @param {string} code @param {string} words */
  put(code, words) {
    this.area.value = code;
    this.paint();
    this.resetButton.hidden = code === this.course;
    this.hasRun = false;
    this.say(words);
  }

  /** Bring back the course's code and its outputs. */
  reset() {
    drafts.forget(this.name);
    this.put(this.course, "The course's cell is back.");
    this.outputs.restore();
    this.runButton.focus(); // not the editor, for which a phone would open its keyboard
  }

  // -------------------------------------------------------------- how it stands

  /** It will run when its turn comes. */
  wait() {
    this.isWaiting = true;
    this.say("Waiting for its turn …");
  }

  /** It runs now. @param {boolean} [asCourse] whether all that has run is the course's code */
  begin(asCourse) {
    this.isWaiting = true;
    this.runButton.hidden = true;
    this.stopButton.hidden = false;
    this.element.setAttribute("aria-busy", "true");
    this.outputs.begin(asCourse);
    unmark(this);
  }

  /** @param {Output} output */
  show(output) {
    this.outputs.add(output);
    if (output.kind !== "error") return;
    this.error = output.name;
    if (output.line) mark(this, output.line);
  }

  /** It has run. @param {boolean} failed @param {boolean} wasAsked whether the reader looks at it */
  end(failed, wasAsked) {
    this.rest();
    this.hasRun = !failed;
    this.outputs.end();
    this.resetButton.hidden = this.code === this.course && !this.outputs.hidesLiving;
    if (this.open() && wasAsked) this.outputs.place.scrollIntoView({ block: "nearest" });
    this.say(failed ? `An error ended this cell: ${this.error}` : "Done.");
  }

  /** It was checked as an answer: of outputs, only those of this check are left. */
  isChecked() {
    this.rest();
    this.hasRun = false;
    if (this.outputs.fresh) this.outputs.restore();
    this.say("");
  }

  /** It was asked for and has not run. @param {string} why @param {Cell} [cause] */
  isNotRun(why, cause) {
    this.rest();
    this.say(why, cause);
  }

  /** Python was ended: the names of this cell are gone. */
  forget() {
    if (this.isWaiting) this.isNotRun("Stopped. Python is fresh: all names are gone.");
    else if (this.hasRun) this.say("Python was stopped since: its names are gone.");
    this.hasRun = false;
    this.ran = null;
  }

  rest() {
    const hadFocus = document.activeElement === this.stopButton;
    this.isWaiting = false;
    this.outputs.rest();
    this.runButton.hidden = false;
    this.stopButton.hidden = true;
    this.element.removeAttribute("aria-busy");
    if (hadFocus) this.runButton.focus();
  }

  /** What has run is seen; return whether it was folded before. */
  open() {
    const fold = this.outputs.place.closest("details");
    if (!fold || fold.open || !this.element.contains(fold)) return false;
    return fold.open = true;
  }
}

/** A button for one of two ways. @param {string} name @param {() => void} act */
const choice = (name, act) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.addEventListener("click", act);
  return button;
};

/** Mark the line of an error in the editor, however often it wraps.
 * @param {Cell} cell @param {number} line counted from 1 */
const mark = (cell, line) => {
  const layer = find(cell.element, ".live-code pre");
  const lines = cell.code.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const { top, bottom } = range(layer, start, start + lines[line - 1].length)
    .getBoundingClientRect();
  const band = document.createElement("div");
  band.className = "live-mark";
  band.dataset.line = String(line);
  const around = /** @type {HTMLElement} */ (cell.area.parentElement).getBoundingClientRect();
  band.style.top = `${top - around.top}px`;
  band.style.height = `${bottom - top}px`;
  cell.area.after(band);
};

/** The characters of an element from one to another. @param {Node} element
 * @param {number} from @param {number} to */
const range = (element, from, to) => {
  const found = document.createRange();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let text = texts.nextNode(); text && passed <= to; text = texts.nextNode()) {
    const length = /** @type {Text} */ (text).data.length;
    if (from >= passed && from <= passed + length) found.setStart(text, from - passed);
    if (to >= passed && to <= passed + length) found.setEnd(text, to - passed);
    passed += length;
  }
  return found;
};

/** @param {Cell} cell */
const unmark = (cell) => {
  for (const band of cell.element.querySelectorAll(".live-mark")) band.remove();
};
