// @ts-check
/// <reference path="../exercises/exercises.d.ts" />
// The live cells of a page and the one Python that serves them all: what runs when, and what the
// reader is told meanwhile.
import { Cell } from "./cell.js";
import { rendered } from "./markdown.js";
import { Python } from "./python.js";

const root = document.documentElement;

/** @type {Map<Element, Cell>} All cells of the page, in its order. */
const cells = new Map();
for (const element of document.querySelectorAll(".live-cell")) {
  if (element instanceof HTMLElement) cells.set(element, new Cell(element));
}

/** @type {Cell | null} The cell that a reader has asked for, and that is told how things stand. */
let asked = null;
/** @type {Cell | null} The cell that is running. */
let running = null;
/** @typedef {import("./python.js").Check} Check
 * @typedef {import("./python.js").Verdict} Verdict */

let waiting = Promise.resolve();
/** @type {Set<() => void>} What ends the checks that are asked for when Python is stopped. */
const checks = new Set();
let generation = 0; // counts the stops: what was asked for before one is no longer wanted

const python = new Python({
  packages: document.querySelector(".live-output img") ? ["numpy", "matplotlib"] : ["numpy"],
  notes: document.querySelector(".exercise") ? () => exerciseProgress.text() : undefined,
  onState: (state) => (root.dataset.python = state),
  onWords: (words) => asked?.say(words),
  onOutput: (output) => running?.show(output),
});

/** Start Python at a sign of interest, where it stands beside the pages and no data is to be saved. */
export const prepare = async () => {
  const { saveData } = /** @type {any} */ (navigator).connection ?? {};
  if (!saveData && await python.isOurs()) await python.start().catch(() => {});
};

/** Run a cell, after those above it that were not run.
 * @param {Element} element */
export const run = (element) => {
  const cell = /** @type {Cell} */ (cells.get(element));
  if (cell === asked || cell.isWaiting) return;
  const mine = generation;
  cell.wait();
  waiting = waiting.then(() => mine === generation ? runWithThoseAbove(cell) : undefined);
};

/** Check what stands in the editor of a cell; return the verdict, null where Python was stopped.
 * @param {Element} element @param {Check} check @returns {Promise<Verdict | null>} */
export const check = async (element, check) => {
  const cell = /** @type {Cell} */ (cells.get(element));
  if (cell === asked || cell.isWaiting) return null;
  const mine = generation;
  cell.wait();
  /** @type {Verdict | null} */
  let told = null;
  /** @type {() => void} */
  let end = () => {};
  const stopped = new Promise((resolve) => checks.add(end = () => resolve(undefined)));
  waiting = waiting.then(() => mine === generation ? judge(cell, check) : null).then((verdict) => {
    told = verdict;
  });
  await Promise.race([waiting, stopped]);
  checks.delete(end);
  return told;
};

/** @param {Cell} cell @param {Check} check */
const judge = async (cell, check) => {
  const mine = generation;
  asked = running = cell;
  try {
    cell.begin();
    await python.start();
    cell.say("Checking …");
    const { verdict } = await python.run("your answer", cell.code, check);
    if (mine === generation) cell.isChecked();
    return verdict ?? null;
  } catch (error) {
    if (mine === generation) cell.isNotRun(/** @type {Error} */ (error).message);
    return null;
  } finally {
    if (mine === generation) asked = running = null;
  }
};

/** What stands in the paragraphs of a text in Markdown. @param {string} text */
export const paragraphsOf = (text) =>
  text.split("\n").filter(Boolean).map((line) => {
    const made = document.createDocumentFragment();
    for (const block of rendered(line)) made.append(...block.childNodes);
    return made;
  });

/** Forget what is asked for, and end Python, which no loop survives; a fresh one starts.
 * @param {Element} _element any cell of the page */
export const stop = (_element) => {
  generation += 1;
  waiting = Promise.resolve(); // what was waited for never ends
  asked = running = null;
  for (const end of checks) end();
  python.stop();
  for (const cell of cells.values()) cell.forget();
  python.start().catch(() => {});
};

/** Bring back the course's cell and its output.
 * @param {Element} element */
export const reset = (element) => cells.get(element)?.reset();

/** @param {Cell} cell */
const runWithThoseAbove = async (cell) => {
  const all = [...cells.values()];
  // Who runs an answer runs the set-up before it, and not the answers to other exercises.
  const open = all.slice(0, all.indexOf(cell)).filter((one) => !one.hasRun && !one.isAnswer);
  const mine = generation;
  asked = cell;
  try {
    cell.begin();
    await python.start();
    for (const [k, one] of [...open, cell].entries()) {
      if (one !== cell) one.say("Running …");
      cell.say(progress(k, open.length), one);
      running = one;
      const before = one.ran;
      one.ran = one.code;
      one.begin(all.every(({ ran, course }) => ran === null || ran === course));
      const { failed } = await python.run(`cell ${all.indexOf(one) + 1}`, one.code);
      if (mine !== generation) return;
      one.end(failed, one === cell);
      if (before !== null && before !== one.ran) {
        for (const below of all.slice(all.indexOf(one) + 1)) {
          if (below.hasRun) below.say("Done, before a cell above it was changed.");
        }
      }
      if (failed) {
        if (one !== cell) {
          cell.isNotRun("A cell above this one failed, so this one was not run.", one);
        }
        return;
      }
    }
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    const told = mine === generation ? new Set([running, cell]) : [];
    for (const one of told) one?.isNotRun(message);
  } finally {
    if (mine === generation) asked = running = null;
  }
};

/** @param {number} k the cells that are done @param {number} above the cells that come first */
const progress = (k, above) =>
  k === above ? "Running this cell …" : `Running the cells above first: ${k + 1} of ${above} …`;
