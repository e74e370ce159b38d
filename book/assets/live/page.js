// @ts-check
// The live cells of a page and the one Python that serves them all: what runs when, and what the
// reader is told meanwhile.
import { Cell } from "./cell.js";
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
let waiting = Promise.resolve();
let generation = 0; // counts the stops: what was asked for before one is no longer wanted

const python = new Python({
  packages: document.querySelector(".live-output img") ? ["numpy", "matplotlib"] : ["numpy"],
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

/** Forget what is asked for, and end Python, which no loop survives; a fresh one starts.
 * @param {Element} _element any cell of the page */
export const stop = (_element) => {
  generation += 1;
  waiting = Promise.resolve(); // what was waited for never ends
  asked = running = null;
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
  const open = all.slice(0, all.indexOf(cell)).filter((one) => !one.hasRun);
  const mine = generation;
  asked = cell;
  cell.begin();
  try {
    await python.start();
    for (const [k, one] of [...open, cell].entries()) {
      cell.say(progress(k, open.length));
      running = one;
      one.begin();
      const failed = await python.run(`cell ${all.indexOf(one) + 1}`, one.code);
      if (mine !== generation) return;
      one.end(failed);
      if (failed) {
        if (one !== cell) {
          cell.isNotRun("A cell above this one failed, so this one was not run.", one);
        }
        return;
      }
    }
  } catch (error) {
    if (mine === generation) cell.isNotRun(/** @type {Error} */ (error).message);
  } finally {
    if (mine === generation) asked = running = null;
  }
};

/** @param {number} k the cells that are done @param {number} above the cells that come first */
const progress = (k, above) =>
  k === above ? "Running this cell …" : `Running the cells above first: ${k + 1} of ${above} …`;
