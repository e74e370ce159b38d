// @ts-check
// The Markdown of a sentence with numbers, as the page shows it: paragraphs, lists, tables, boxes and
// folds; in a line emphasis, code, formulas, links, and the roles that the build has written down.
// What is none of these stays a text: nothing that a reader types becomes HTML.

import { typeset } from "./formulas.js";

/** @typedef {{ roles: Record<string, string> }} Known what the build knows: role -> HTML */

/** @type {Known | null} */
let known = null;

/** @returns {Known} */
const page = () => known ??= JSON.parse(document.getElementById("live-page")?.textContent ?? "{}");

/** The elements of a text in Markdown.
 * @param {string} text @returns {Node[]} */
export const rendered = (text) => blocks(text.split("\n"));

/** @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} className @param {(Node | string)[]} children */
const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

// ---------------------------------------------------------------- blocks

const FENCE = /^(`{3,}|:{3,})\{([\w-]+)\} *(.*)$/;
const ITEM = /^(?:[-*+]|(\d+)[.)]) +/;
const LABEL = /^\(([\w:-]+)\)=$/;

/** @param {string[]} lines @returns {Node[]} */
const blocks = (lines) => {
  /** @type {Node[]} */
  const found = [];
  let label = "";
  for (let k = 0; k < lines.length;) {
    const line = lines[k];
    const fence = FENCE.exec(line);
    const marked = LABEL.exec(line);
    let end = k + 1;
    /** @type {HTMLElement | null} */
    let made = null;
    if (marked) label = marked[1];
    else if (fence) {
      while (end < lines.length && lines[end].trim() !== fence[1]) end += 1;
      made = directive(fence[2], fence[3], lines.slice(k + 1, end));
      end += 1;
    } else if (line.startsWith("|")) {
      while (end < lines.length && lines[end].startsWith("|")) end += 1;
      made = table(lines.slice(k, end));
    } else if (ITEM.test(line)) {
      while (end < lines.length && (ITEM.test(lines[end]) || /^ +\S/.test(lines[end]))) end += 1;
      made = list(lines.slice(k, end));
    } else if (line.startsWith(">")) {
      while (end < lines.length && lines[end].startsWith(">")) end += 1;
      const inside = lines.slice(k, end).map((one) => one.replace(/^> ?/, ""));
      made = element("blockquote", "", element("div", "", ...blocks(inside)));
    } else if (line.trim()) {
      while (end < lines.length && isText(lines[end])) end += 1;
      made = element("p", "", ...inline(lines.slice(k, end).join("\n")));
    }
    if (made) {
      if (label) made.id ||= label;
      if (label) label = "";
      found.push(made);
    }
    k = end;
  }
  return found;
};

/** @param {string} line */
const isText = (line) => line.trim() && !FENCE.test(line) && !/^(?:[|>]|[-*+] |1[.)] )/.test(line);

/** A box or a fold. @param {string} name @param {string} title @param {string[]} inside */
const directive = (name, title, inside) => {
  /** @type {Record<string, string>} */
  const options = {};
  let option = null;
  while ((option = /^:([\w-]+): *(.*)$/.exec(inside[0] ?? ""))) {
    options[option[1]] = option[2];
    inside = inside.slice(1);
  }
  const content = blocks(inside);
  if (name === "dropdown") {
    const text = element("span", "sd-summary-text", ...inline(title));
    const mark = element("span", "sd-summary-state-marker sd-summary-chevron-right");
    const head = element("summary", "sd-summary-title sd-card-header", text, mark);
    const body = element("div", "sd-summary-content sd-card-body docutils", ...content);
    for (const child of body.children) child.classList.add("sd-card-text");
    return element("details", "sd-sphinx-override sd-dropdown sd-card sd-mb-3", head, body);
  }
  const head = element("p", "admonition-title", ...inline(title));
  const box = element("div", `${options.class ?? name} admonition`, head, ...content);
  if (options.name) box.id = options.name;
  return box;
};

/** @param {string[]} lines */
const list = (lines) => {
  const number = ITEM.exec(lines[0])?.[1];
  const made = number ? element("ol", "arabic simple") : element("ul", "simple");
  if (made instanceof HTMLOListElement && number !== "1") made.start = Number(number);
  /** @type {string[]} */
  const items = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ""));
    else items[items.length - 1] += `\n${line.trim()}`;
  }
  for (const item of items) made.append(element("li", "", element("p", "", ...inline(item))));
  return made;
};

/** @param {string[]} lines */
const table = ([head, rule, ...rows]) => {
  const cells = (/** @type {string} */ line) =>
    line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
  const sides = cells(rule ?? "").map((cell) =>
    cell.endsWith(":")
      ? (cell.startsWith(":") ? "text-center" : "text-right")
      : cell.startsWith(":")
      ? "text-left"
      : ""
  );
  const cell = (
    /** @type {string} */ text,
    /** @type {number} */ k,
    /** @type {"th" | "td"} */ tag,
  ) =>
    tag === "th" && !text
      ? element("td", "") // a corner is no header
      : element(
        tag,
        `${tag === "th" ? "head " : ""}${sides[k] ?? ""}`.trim(),
        element("p", "", ...inline(text)),
      );
  const row = (/** @type {string} */ line, /** @type {"th" | "td"} */ tag) =>
    element("tr", "", ...cells(line).map((text, k) => cell(text, k, tag)));
  const made = element("table", "table");
  made.append(element("thead", "", row(head, "th")));
  made.append(element("tbody", "", ...rows.map((line) => row(line, "td"))));
  return element("div", "pst-scrollable-table-container", made);
};

// ---------------------------------------------------------------- what stands in a line

const SPAN = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    /(?<role>\{[\w:-]+\}`[^`]+`)/,
    /(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)/,
    /\$(?<formula>[^$\s](?:[^$]*[^$\s])?)\$/,
    /\[(?<words>[^\]]+)\]\((?<address>[^)\s]*)\)/,
    /\*\*(?<strong>\S(?:.*?\S)??)\*\*/,
    /\*(?<emphasis>[^\s*](?:(?:[^*]|(?<=\s)\*[^\s*][^*]*\*)*[^\s*])?)\*/,
  ].map(({ source }) => source).join("|"),
  "gsu",
);

/** @param {string} text @returns {(Node | string)[]} */
const inline = (text) => {
  /** @type {(Node | string)[]} */
  const found = [];
  let end = 0;
  for (const match of text.matchAll(SPAN)) {
    found.push(typographic(text.slice(end, match.index)));
    found.push(...span(/** @type {Record<string, string>} */ (match.groups)));
    end = match.index + match[0].length;
  }
  found.push(typographic(text.slice(end)));
  return found;
};

/** @param {Record<string, string | undefined>} part @returns {(Node | string)[]} */
const span = ({ escaped, role, code, formula, words, address, strong, emphasis }) => {
  if (escaped) return [escaped];
  if (role) return roleNodes(role);
  if (code) return [codeNode(code)];
  if (formula) return [typeset(formula)];
  if (strong) return [element("strong", "", ...inline(strong))];
  if (emphasis) return [element("em", "", ...inline(emphasis))];
  const link = element("a", "reference internal", ...inline(words ?? ""));
  const to = (address ?? "").replace(/\.(?:ipynb|md)(?=#|$)/, ".html");
  if (/^(?:https?:|#|[\w./-]+(?:#|$))/.test(to)) link.href = to;
  return [link];
};

/** @param {string} code */
const codeNode = (code) => {
  const made = element("code", "docutils literal notranslate");
  made.append(element("span", "pre", code.replace(/\n/g, " ").trim()));
  return made;
};

/** What a role has become in the build; one that the page does not have, its own words.
 * @param {string} role */
const roleNodes = (role) => {
  const html = page().roles?.[role];
  if (html === undefined) return [role.replace(/^.*`([^`<]*).*`$/, "$1").trim()];
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.childNodes];
};

/** Quotes, dashes and dots as they are printed. @param {string} text */
const typographic = (text) =>
  text
    .replace(/---/g, "—").replace(/--/g, "–").replace(/\.\.\./g, "…")
    .replace(/(^|[\s([{—–])"/g, "$1“").replace(/"/g, "”")
    .replace(/(^|[\s([{—–“])'/g, "$1‘").replace(/'/g, "’");
