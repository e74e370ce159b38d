// @ts-check
// A term's definition, and what a citation cites, beside the link while the pointer or the keyboard
// is on it. A page has the definitions in templates, and the glossary in itself; a citation has its
// source as its title. A click or a tap follows the link, and so does a page without scripts.
{
  const EDGE = 8; // pixels between the note and the edge of the screen
  const PATIENCE = 250; // milliseconds for the pointer to come, and to move over to the note

  const note = document.createElement("div");
  note.className = "definition";
  note.id = "definition";
  note.setAttribute("role", "tooltip");
  note.hidden = true;

  /** @type {HTMLAnchorElement | null} The link whose definition is shown. */
  let shown = null;
  let title = ""; // of that link: the browser's own note would stand beside this one
  let timer = 0;

  /** A definition of the glossary's own page, without links and ids, which a note cannot have.
   * @param {string} id of the term */
  const inGlossary = (id) => {
    let item = document.getElementById(id);
    while (item?.tagName === "DT") item = /** @type {HTMLElement} */ (item.nextElementSibling);
    if (item?.tagName !== "DD") return null;
    const words = document.createDocumentFragment();
    for (const part of item.querySelectorAll(":scope > p:not(.term-uses)")) {
      words.append(part.cloneNode(true));
    }
    for (const link of words.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    for (const part of words.querySelectorAll("[id]")) part.removeAttribute("id");
    return words;
  };

  /** The source that a citation names. @param {HTMLAnchorElement} link */
  const source = (link) => {
    if (!link.title || !link.pathname.endsWith("/bibliography.html")) return null;
    const words = document.createElement("p");
    words.textContent = link.title;
    return { link, words };
  };

  /** The definition or the source that a link leads to, if the page has it.
   * @param {EventTarget | null} target what an event has hit */
  const term = (target) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link) return null;
    if (link === shown) return { link, words: note };
    if (!link.hash.startsWith("#term-")) return source(link);
    const id = decodeURIComponent(link.hash.slice(1));
    const template = document.getElementById("definition-of-" + id);
    const words = template instanceof HTMLTemplateElement
      ? template.content.cloneNode(true)
      : inGlossary(id);
    return words && { link, words };
  };

  /** Put the note below the link, or above where there is no room, and always on the screen.
   * @param {HTMLAnchorElement} link */
  const place = (link) => {
    const { clientWidth, clientHeight } = document.documentElement;
    const line = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const origin = (note.offsetParent ?? document.body).getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(line.left, clientWidth - note.offsetWidth - EDGE));
    const below = line.bottom + 2;
    const above = line.top - note.offsetHeight - 2;
    const top = below + note.offsetHeight > clientHeight && above > 0 ? above : below;
    note.style.left = `${left - origin.left}px`;
    note.style.top = `${top - origin.top}px`;
  };

  /** Show a term's definition.
   * @param {{ link: HTMLAnchorElement, words: Node }} term */
  const show = ({ link, words }) => {
    if (shown === link) return;
    hide();
    shown = link;
    note.replaceChildren(words);
    note.style.left = "0";
    note.hidden = false;
    title = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", note.id);
    place(link);
  };

  const hide = () => {
    clearTimeout(timer);
    note.hidden = true;
    shown?.removeAttribute("aria-describedby");
    if (shown && title) shown.title = title;
    shown = null;
  };

  document.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType === "touch") return;
    clearTimeout(timer);
    const found = term(target);
    if (found) timer = setTimeout(() => show(found), PATIENCE);
    else if (target instanceof Node && note.contains(target)) return;
    else if (shown !== document.activeElement) timer = setTimeout(hide, PATIENCE);
  });
  document.addEventListener("focusin", (event) => {
    const found = term(event.target);
    if (found?.link.matches(":focus-visible")) show(found);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("article.bd-article")?.append(note);
  });
}
