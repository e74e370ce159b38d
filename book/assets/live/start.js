// @ts-check
/// <reference path="../exercises/exercises.d.ts" />
// Wakes the live cells of a page when a reader turns to one. Before that no other script is asked
// for, and nothing of Python. A page whose reader has changed a cell before is awake from the start.
{
  const root = document.documentElement;
  root.dataset.python = "off";

  const SERVER =
    'A page that was opened as a file cannot start Python. <a href="running.html#in-the-browser">' +
    "How to open it so that it can</a>";

  const LOST = "The scripts of this page did not come. Run asks for them again; if that does not " +
    "help, keep what you wrote elsewhere and load the page anew.";

  /** @type {Promise<typeof import("./page.js")> | null} */
  let page = null;
  const wake = () =>
    page ??= import("./page.js").catch((error) => {
      page = null; // the next one asks again
      throw error;
    });
  const isFile = location.protocol === "file:";

  /** The live cell that an event has hit.
   * @param {Event} event */
  const hit = ({ target }) => target instanceof Element ? target.closest(".live-cell") : null;

  /** Tell the reader, where only words are possible. @param {Element} cell @param {string} html */
  const say = (cell, html) => {
    const state = /** @type {Element} */ (cell.querySelector(".live-state"));
    state.innerHTML = html;
  };

  globalThis.live = {
    wake,
    isFile,
    lost: LOST,
    server: SERVER.replace("running", `${root.dataset.content_root}running`),
  };

  /** Run a cell, stop it or reset it.
   * @param {"run" | "stop" | "reset"} act
   * @param {Element} cell */
  const perform = async (act, cell) => {
    if (isFile) return say(cell, live.server);
    const awake = await wake().catch(() => null);
    if (awake) awake[act](cell);
    else say(cell, live.lost);
  };

  document.addEventListener("click", (event) => {
    const cell = hit(event);
    const button = /** @type {Element} */ (event.target).closest?.(".live-bar button");
    if (!cell || !button) return;
    if (button.matches(".live-run")) perform("run", cell);
    else if (button.matches(".live-stop")) perform("stop", cell);
    else if (button.matches(".live-reset")) perform("reset", cell);
  });
  document.addEventListener("keydown", (event) => {
    const cell = hit(event);
    if (!cell || event.key !== "Enter" || !event.shiftKey) return;
    if (!(/** @type {Element} */ (event.target).matches("textarea"))) return;
    event.preventDefault();
    perform("run", cell);
  });

  if (!isFile) {
    const prepare = () => wake().then((page) => page.prepare(), () => {});
    const interest = (/** @type {Event} */ event) => {
      if (hit(event)) prepare();
    };
    for (const sign of ["focusin", "pointerover", "touchstart"]) {
      document.addEventListener(sign, interest, { passive: true });
    }
    const kept = `rectified:${location.pathname}:`; // as drafts.js has it
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith(kept))) wake().catch(() => {});
    } catch { /* a browser that keeps nothing */ }
    const idle = globalThis.requestIdleCallback ??
      ((/** @type {() => void} */ f) => setTimeout(f, 2000));
    idle(async () => {
      const names = await globalThis.caches?.keys().catch(() => []) ?? [];
      const here = names.some((name) => name.startsWith("rectified-python:")); // as worker.js has it
      if (here) prepare();
    });
  }
}
