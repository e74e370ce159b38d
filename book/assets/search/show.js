// @ts-check
// What the search finds, below the field where it is asked for: in the dialog of every page while
// somebody types, on search.html in full. All of it are links; the arrow keys go through them.

{
  const IN_DIALOG = 6, IN_PAGE = 30, PAUSE = 120; // milliseconds without a key
  /** @type {{ find: Function, sentence: Function }} */
  const { find, sentence } = /** @type {any} */ (globalThis).bookSearch;
  const root = document.documentElement.dataset.content_root ?? "";

  /** @param {string} tag @param {string} name @param {(string | Node)[]} content */
  const element = (tag, name, ...content) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content);
    return made;
  };

  /** A sentence with its marks; of a long one, what stands around the first.
   * @param {{ text: string, marked: boolean }[]} pieces */
  const excerpt = (pieces) => {
    const AROUND = 90, LONGEST = 200;
    const first = pieces.findIndex((piece) => piece.marked);
    let from = Math.max(first, 0);
    const size = pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (size <= LONGEST) from = 0;
    else for (let room = AROUND; from > 0 && room > 0;) room -= pieces[--from].text.length;
    const shown = element("span", "found-sentence", from ? "… " : "");
    let room = LONGEST;
    for (const { text, marked } of pieces.slice(from)) {
      if ((room -= text.length) < 0) {
        shown.append(" …");
        break;
      }
      shown.append(marked ? element("mark", "", text) : text);
    }
    return shown;
  };

  /** One section, as a link of three lines.
   * @param {any} hit */
  const entry = (hit) => {
    const { page, title, chapter, anchor, heading } = hit.section;
    const where = [chapter, title].filter((name) => name && name !== heading).join(" › ");
    const link = document.createElement("a");
    link.href = `${root}${page}.html#${anchor}`;
    link.append(
      element("span", "found-heading", heading),
      element("span", "found-where", where),
      excerpt(sentence(hit)),
    );
    return element("li", "", link);
  };

  /** Show what a field asks for, as often as that changes.
   * @param {HTMLInputElement} field @param {HTMLElement} place @param {number} most */
  const attend = (field, place, most) => {
    const status = element("p", "found-status");
    status.setAttribute("role", "status");
    const list = element("ol", "found-list");
    place.replaceChildren(status, list);

    const show = () => {
      const question = field.value.trim();
      const hits = question ? find(question, true) : [];
      list.replaceChildren(...hits.slice(0, most).map(entry));
      const some = hits.length > most ? `the best ${most} of ${hits.length} sections` : "";
      const all = hits.length === 1 ? "1 section" : `${hits.length} sections`;
      const none = "no section has these words; the glossary and the index list others";
      status.textContent = question ? (hits.length ? some || all : none) : "";
    };

    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, PAUSE);
    });
    // The arrows lead from the field through the links and back.
    const whole = field.closest("dialog") ?? document;
    whole.addEventListener("keydown", (event) => {
      if (!(event instanceof KeyboardEvent) || !/^Arrow(Up|Down)$/.test(event.key)) return;
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.findIndex((stop) => stop === document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), stops.length - 1)]
        .focus();
    });
    show();
  };

  const dialog = document.getElementById("pst-search-dialog");
  const asked = dialog?.querySelector("input");
  if (dialog && asked) {
    attend(asked, dialog.appendChild(element("div", "found-sections")), IN_DIALOG);
  }
  const page = document.getElementById("search-results");
  const field = document.querySelector(".bd-search-container input");
  if (page && field instanceof HTMLInputElement) {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    attend(field, page, IN_PAGE);
    field.focus();
  }
}
