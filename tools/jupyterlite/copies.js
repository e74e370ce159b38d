// @ts-check
// JupyterLite keeps a copy of each notebook that was opened, and shows that one for ever. When the
// course's notebook has changed since, a reader is told and may choose.
import { Bar } from "./bar.js";

/** @typedef {import("./start.js").Notebook} Notebook
 * @typedef {import("./start.js").Context} Context */

const FILES = new URL("../files/", import.meta.url);

/** What a notebook says, in short: the same for the same cells, whatever their outputs.
 * @param {Notebook} notebook */
const summary = ({ cells }) => {
  let sum = 0x811c9dc5; // FNV-1a, in 32 bits
  for (const { cell_type, source } of cells) {
    for (const sign of `${cell_type}\0${[source].flat().join("")}\0`) {
      sum = Math.imul(sum ^ /** @type {number} */ (sign.codePointAt(0)), 0x01000193);
    }
  }
  return String(sum >>> 0);
};

/** @param {string} path @returns {Promise<Notebook | null>} the course's, if it has one there */
const ofTheCourse = async (path) => {
  if (!path.endsWith(".ipynb")) return null;
  const address = new URL(path.split("/").map(encodeURIComponent).join("/"), FILES);
  const answer = await fetch(address, { cache: "no-cache" });
  return answer.ok ? answer.json() : null;
};

/** What the course's notebook said when the copy was made, or when it was last kept. */
const known = {
  /** @param {string} path */
  key: (path) => `rectified-lite:${FILES.pathname}:${path}`,
  /** @param {string} path */
  get: (path) => {
    try {
      return localStorage.getItem(known.key(path));
    } catch {
      return null;
    }
  },
  /** @param {string} path @param {string} value */
  set: (path, value) => {
    try {
      localStorage.setItem(known.key(path), value);
    } catch { /* nor is a copy kept */ }
  },
};

/** @param {import("./start.js").App} app */
export const watchCopies = ({ shell, serviceManager: { contents } }) => {
  const bar = new Bar();
  /** @type {WeakSet<Context>} */
  const seen = new WeakSet();

  /** Keep the reader's copy under another name, and open the course's notebook in its place.
   * @param {Context} context @param {string} now */
  const openNew = async (context, now) => {
    const { path, model } = context;
    const day = new Date().toISOString().slice(0, 19).replace(/\D/g, "-");
    const mine = path.replace(/\.ipynb$/, ` (mine, ${day}).ipynb`);
    await contents.save(mine, { type: "notebook", format: "json", content: model.toJSON() });
    await contents.delete(path); // the copy: beneath it is the course's
    known.set(path, now);
    model.dirty = false; // or JupyterLab would ask whether to leave
    location.reload();
  };

  const compare = async () => {
    const { context } = shell.currentWidget ?? {};
    if (!context || seen.has(context)) return;
    seen.add(context);
    const { path } = context;
    const [course] = await Promise.all([ofTheCourse(path).catch(() => null), context.ready]);
    if (!course) return;
    const now = summary(course);
    if (summary(context.model.toJSON()) === now || known.get(path) === now) {
      known.set(path, now);
      return;
    }
    bar.say(
      "The course's notebook has changed since you opened it. Yours stays in the list of files.",
      {
        "Open the new one": () => openNew(context, now),
        "Keep mine": () => {
          known.set(path, now);
          bar.close();
        },
      },
    );
  };
  shell.currentChanged.connect(compare);
  compare();
};
