// @ts-check
/// <reference types="./exercises.d.ts" />
// What a reader has solved, kept in this browser by the names of the exercises, and written beside
// the chapters in the sidebar. A file of it is the one that a notebook writes: progress.py of the
// checker says what stands in it.
{
  const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
  const KEY = `rectified:progress:${root.pathname}`;
  const TOTALS = `rectified:exercises:${root.pathname}`; // how many there are in each chapter

  /** @type {(() => void)[]} */
  const watchers = [];
  let memory = ""; // where the browser keeps nothing, until the page is left
  let keeps = true;

  /** @param {string} key */
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      keeps = false;
      return null;
    }
  };

  /** @param {string} text @returns {Exercises.Notes} */
  const parsed = (text) => {
    /** @type {Exercises.Notes} */
    const notes = { solved: new Map(), tried: new Map(), seen: new Set(), met: new Set() };
    for (const line of text.split("\n").map((one) => one.trim()).filter(Boolean)) {
      const [first, second, third = "", ...rest] = line.split(" ");
      if (first !== "#") notes.solved.set(first, second ?? "");
      else if (second === "tried") notes.tried.set(third, Number(rest[0]) || 1);
      else if (second === "seen") notes.seen.add(third);
      else if (second === "met") notes.met.add([third, ...rest].join(" "));
    }
    return notes;
  };

  /** @param {Exercises.Notes} notes */
  const worded = ({ solved, tried, seen, met }) =>
    [
      ...[...solved].map(([key, day]) => `${key} ${day}`.trim()).sort(),
      ...[...tried].map(([key, n]) => `# tried ${key} ${n}`).sort(),
      ...[...seen].map((key) => `# seen ${key}`).sort(),
      ...[...met].map((what) => `# met ${what}`).sort(),
    ].map((line) => `${line}\n`).join("");

  const text = () => kept(KEY) ?? memory;
  const notes = () => parsed(text());

  /** @param {(notes: Exercises.Notes) => void} change */
  const put = (change) => {
    const found = notes();
    change(found);
    memory = worded(found);
    try {
      localStorage.setItem(KEY, memory);
    } catch {
      keeps = false;
    }
    for (const tell of watchers) tell();
  };

  const today = () => {
    const now = new Date();
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  globalThis.exerciseProgress = {
    notes,
    text,
    keeps: () => keeps,
    solve: (key) => put(({ solved }) => solved.has(key) || solved.set(key, today())),
    tryOnce: (key) => put(({ tried }) => tried.set(key, (tried.get(key) ?? 0) + 1)),
    see: (key) => put(({ solved, seen }) => solved.has(key) || seen.add(key)),
    meet: (key, what) => put(({ met }) => met.add(`${key} ${what}`)),
    /** Add what a file says; return how many exercises it says to be solved. */
    take: (file) => {
      const added = parsed(file);
      put((mine) => {
        for (const [key, day] of added.solved) if (!mine.solved.has(key)) mine.solved.set(key, day);
        for (const [key, n] of added.tried) {
          mine.tried.set(key, Math.max(n, mine.tried.get(key) ?? 0));
        }
        for (const key of added.seen) mine.seen.add(key);
        for (const what of added.met) mine.met.add(what);
      });
      return added.solved.size;
    },
    forget: () => {
      memory = "";
      try {
        localStorage.removeItem(KEY);
      } catch { /* nothing was kept */ }
      for (const tell of watchers) tell();
    },
    total: (totals) => {
      try {
        localStorage.setItem(TOTALS, JSON.stringify(totals));
      } catch { /* then the sidebar of other pages has no numbers */ }
      beside(totals);
    },
    onChange: (tell) => watchers.push(tell),
  };

  /** Write beside each chapter of exercises in the sidebar how many of them are solved.
   * @param {Record<string, number>} totals */
  const beside = (totals) => {
    const solved = [...notes().solved.keys()];
    for (const link of document.querySelectorAll(".bd-sidebar-primary a")) {
      if (!(link instanceof HTMLAnchorElement)) continue;
      const page = /exercises\/([\w-]+)\.html$/.exec(link.pathname)?.[1].replace(/-/g, "_");
      if (!page || !(page in totals)) continue;
      let place = link.querySelector(".exercise-count");
      if (!place) link.append(" ", place = document.createElement("span"));
      place.className = "exercise-count";
      const n = solved.filter((key) => key.startsWith(`${page}.`)).length;
      place.textContent = `${Math.min(n, totals[page])} of ${totals[page]}`;
    }
  };

  const write = () => {
    const totals = kept(TOTALS);
    if (totals) beside(JSON.parse(totals));
  };
  watchers.push(write);
  addEventListener("storage", ({ key }) => {
    if (key === KEY) { for (const tell of watchers) tell(); }
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", write);
  else write();
}
