// @ts-check
// The Python of a page: it runs beside the page, in a worker.

/** @typedef {import("./outputs.js").Output} Output
 * @typedef {"off" | "starting" | "ready" | "running" | "failed"} State
 * @typedef {{ version: string, pyodide: string, ours: boolean, wheels: string[],
 *   snapshot: string | null }} Settings
 * what the build says: of Pyodide, its address, and whether it stands beside the pages
 * @typedef {{ exercise: string, given: string[], others: Record<string, string> }} Check
 * what a check needs besides the editor's code: shell.py says what it is
 * @typedef {{ correct: boolean, status: string, misconception: string | null, sign: string,
 *   title: string, message: string, rows: [string, string][] }} Verdict
 * @typedef {{ failed: boolean, verdict?: Verdict }} Done
 * @typedef {{ packages: string[], onState: (state: State) => void,
 *   notes?: () => string, onWords: (words: string) => void, onOutput: (output: Output) => void }} Hooks */

const FOLDER = new URL("../../python/", import.meta.url);
const PATIENCE = 30_000; // milliseconds without a word from a Python that starts
const SILENT = "Nothing has come from Python for a while. A slow connection or device may need " +
  "longer; Stop, and then Run, begins anew.";

export class Python {
  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.hooks = hooks;
    /** @type {Promise<Settings> | null} */
    this.settings = null;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Promise<void> | null} */
    this.started = null;
    /** @type {((done: Done) => void) | null} */
    this.finish = null;
    this.heard = 0; // when the last word of a start came
    this.ended = 0; // how often: a start that was ended before it was ready must not go on
  }

  /** What the build says. */
  read() {
    const asked = this.settings ??= fetch(new URL("python.json", FOLDER)).then((answer) => {
      if (answer.ok) return answer.json();
      throw new Error("Python does not stand beside these pages: they were built without it.");
    });
    return asked.catch((error) => {
      if (this.settings === asked) this.settings = null;
      throw error;
    });
  }

  /** Whether Python stands beside the pages, so that no other host is asked. */
  isOurs() {
    return this.read().then(({ ours }) => ours, () => false);
  }

  /** Start Python, unless it is there. */
  start() {
    this.started ??= this.begin();
    return this.started;
  }

  async begin() {
    const { ended } = this;
    this.hooks.onState("starting");
    this.heard = performance.now();
    const watch = setInterval(() => {
      if (ended !== this.ended) clearInterval(watch);
      else if (performance.now() - this.heard > PATIENCE) {
        this.hooks.onWords(SILENT);
        this.heard = Infinity; // once
      }
    }, 5000);
    try {
      const settings = await this.read();
      if (ended !== this.ended) throw new Error("Python was stopped.");
      if (!settings.ours) {
        const { host } = new URL(settings.pyodide);
        this.hooks.onWords(`Python is fetched from ${host}, which these pages have no part of …`);
      }
      await this.load(settings);
    } catch (error) {
      if (ended === this.ended) {
        this.end();
        this.hooks.onState("failed");
      }
      throw error;
    } finally {
      clearInterval(watch);
    }
    if (ended === this.ended) this.hooks.onState("ready");
  }

  /** Load Python into a worker. Never ends when it is stopped. @param {Settings} settings */
  async load(settings) {
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.worker = worker;
    let ready = false;
    await new Promise((resolve, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        const why = event.message || "its files did not come";
        if (ready) this.hooks.onWords(`Python may be broken (${why}): Stop gives a fresh one.`);
        else reject(new Error(`Python did not start: ${why}.`));
      };
      worker.onmessage = ({ data }) => {
        if (this.worker !== worker) return;
        this.heard = performance.now();
        if (data.words) this.hooks.onWords(data.words);
        else if (data.output) this.hooks.onOutput(data.output);
        else if (data.failed) reject(new Error(data.failed));
        else if (data.ready) resolve(undefined);
        else if (data.done) this.finish?.(data.done);
        else if (data.broken) this.break(data.broken);
      };
      const { packages } = this.hooks;
      worker.postMessage({ start: { ...settings, folder: FOLDER.href, packages } });
    });
    ready = true;
  }

  /** Run the code of a cell, or check it as an answer; return how that ended. Never ends when
   * Python is stopped.
   * @param {string} name @param {string} code @param {Check} [check] @returns {Promise<Done>} */
  async run(name, code, check) {
    const { notes } = this.hooks;
    this.hooks.onState("running");
    /** @type {Done} */
    const done = await new Promise((finish) => {
      this.finish = finish;
      this.worker?.postMessage({ run: { name, code, check, notes: notes?.() } });
    });
    if (this.worker) this.hooks.onState("ready");
    return done;
  }

  /** Python itself is broken, as when its memory is full: the next run starts a fresh one.
   * @param {string} words */
  break(words) {
    const { finish } = this;
    this.end();
    this.hooks.onState("failed");
    this.hooks.onOutput({ kind: "error", text: words, line: null, name: words });
    finish?.({ failed: true });
  }

  /** End Python, whatever it does. */
  stop() {
    this.end();
    this.hooks.onState("off");
  }

  end() {
    this.ended += 1;
    this.worker?.terminate();
    this.worker = this.started = null;
    this.finish = this.settings = null;
  }
}
