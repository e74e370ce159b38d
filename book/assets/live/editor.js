// @ts-check
// A text area in which one writes Python: its text lies over a painted copy of itself.
// Tab and Shift+Tab indent; after Escape they move on, so that the keyboard is not trapped.
import { painted } from "./paint.js";

const STEP = 4; // columns of an indentation

/** Make a text area an editor; return what paints it anew after its value was set.
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} layer the painted copy
 * @returns {() => void} */
export const edit = (area, layer) => {
  let free = false; // Tab moves on
  const paint = () => {
    layer.innerHTML = painted(area.value);
  };
  area.addEventListener("input", paint);
  const open = () => {
    // For good: a layout that changed again when a finger leaves for Run would move that button away.
    area.closest(".live-code")?.classList.add("live-open");
    paint(); // on a phone, lines that are only read wrap differently
  };
  area.addEventListener("focus", open);
  if (document.activeElement === area) open();
  area.addEventListener("blur", () => {
    free = false;
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") free = true;
    else if (event.key !== "Tab" && event.key !== "Shift") free = false;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = event.key === "Tab" ? !free && indent(area, event.shiftKey) : key(area, event);
    if (done) event.preventDefault();
  });
  area.closest(".live-code")?.classList.add("live-painted");
  if (area.value !== area.defaultValue) paint(); // changed before this script had come
  return paint;
};

/** Enter and Backspace as one expects them in code; whether something was done.
 * @param {HTMLTextAreaElement} area @param {KeyboardEvent} event */
const key = (area, { key, shiftKey }) => {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const line = value.slice(lineStart(value, start), start);
  if (key === "Enter" && !shiftKey) {
    const [spaces] = /** @type {RegExpExecArray} */ (/^ */.exec(line));
    put(area, `\n${spaces}${/:\s*(#.*)?$/.test(line) ? " ".repeat(STEP) : ""}`);
    return true;
  }
  if (key === "Backspace" && start === end && /^ +$/.test(line)) {
    area.setSelectionRange(start - ((line.length - 1) % STEP + 1), start);
    document.execCommand("delete");
    return true;
  }
  return false;
};

/** Indent the line or lines of the selection, or take an indentation away.
 * @param {HTMLTextAreaElement} area @param {boolean} less */
const indent = (area, less) => {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const from = lineStart(value, start);
  if (start === end && !less) {
    put(area, " ".repeat(STEP - (start - from) % STEP));
    return true;
  }
  const next = value.indexOf("\n", end);
  const stop = next < 0 ? value.length : next;
  const block = value.slice(from, stop);
  const moved = less ? block.replace(/^ {1,4}/gm, "") : block.replace(/^(?=.)/gm, " ".repeat(STEP));
  if (moved === block) return true;
  area.setSelectionRange(from, stop);
  put(area, moved);
  if (start === end) area.setSelectionRange(from + moved.length, from + moved.length);
  else area.setSelectionRange(from, from + moved.length);
  return true;
};

/** Where the line of a place begins. @param {string} text @param {number} place */
const lineStart = (text, place) => place === 0 ? 0 : text.lastIndexOf("\n", place - 1) + 1;

/** Put a text in the place of the selection, so that it can be undone.
 * @param {HTMLTextAreaElement} area @param {string} text */
const put = (area, text) => {
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
};
