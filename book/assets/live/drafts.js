// @ts-check
// What a reader has changed in the cells of a page, kept in this browser.

/** @typedef {{ code: string, course: string }} Draft
 * the reader's code, and the course's that it was made from */

/** @param {string} name of a cell */
const key = (name) => `rectified:${location.pathname}:${name}`;

/** What was kept of a cell, if anything.
 * @param {string} name @returns {Draft | null} */
export const find = (name) => {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? "null");
  } catch {
    return null;
  }
};

/** Keep a change; false where the browser keeps nothing.
 * @param {string} name @param {Draft} draft */
export const keep = (name, draft) => {
  try {
    localStorage.setItem(key(name), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
};

/** @param {string} name */
export const forget = (name) => {
  try {
    localStorage.removeItem(key(name));
  } catch { /* nothing was kept */ }
  return true;
};

/** Tell when another tab with this page keeps or forgets a change of a cell.
 * @param {string} name @param {() => void} tell */
export const watch = (name, tell) =>
  addEventListener("storage", (event) => {
    if (event.key === key(name)) tell();
  });
