// @ts-check
// The outputs of a live cell, in the place of those that the page came with.
import { rendered } from "./markdown.js";

/** @typedef {{ kind: "stream", name: "stdout" | "stderr", text: string }} Stream
 * @typedef {{ kind: "data", data: Record<string, string> }} Data kind of content -> content
 * @typedef {{ kind: "error", text: string, line: number | null, name: string }} Failure
 *   name: the first line of what it says
 * @typedef {Stream | Data | Failure} Output */

export class Outputs {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.stored = [...place.childNodes];
    this.wasEmpty = place.classList.contains("live-empty");
    this.pictures = [...place.querySelectorAll("img")];
    this.fresh = true; // nothing has come since the cell began
    /** @type {{ name: string, text: string, pre: HTMLElement } | null} */
    this.stream = null;
    this.count = 0; // of pictures
    this.asCourse = false;
    /** @type {{ living: Element, home: Element, next: Node | null } | null} a figure that lives, and
     * where it stood */
    this.moved = null;
  }

  /** What is shown stays until something new comes, but for an error, which other code had; and
   * its room is kept, so that nothing below moves meanwhile.
   * @param {boolean} asCourse whether all that has run is the course's code: a living figure stays */
  begin(asCourse = false) {
    this.asCourse = asCourse;
    this.fresh = true;
    this.stream = null;
    this.count = 0;
    this.place.style.minHeight = `${this.place.offsetHeight}px`;
    if (this.place.querySelector(":scope > .live-error")) this.place.replaceChildren();
    this.place.dataset.live = "running";
  }

  /** Nothing more will come. */
  rest() {
    this.place.style.minHeight = "";
  }

  /** Whether a picture stands where the page came with a figure that lives. */
  get hidesLiving() {
    return !this.fresh && !this.place.querySelector("[data-living]") &&
      this.pictures.some((picture) => picture.closest("figure")?.querySelector("[data-living]"));
  }

  clear() {
    if (!this.fresh) return;
    this.fresh = false;
    this.bringHome();
    this.place.classList.remove("live-empty");
    this.place.replaceChildren();
  }

  /** @param {Output} output */
  add(output) {
    this.clear();
    if (output.kind === "stream") this.write(output);
    else {
      this.stream = null;
      if (output.kind === "error") this.place.append(block(output.text, "live-error"));
      else this.place.append(...this.nodes(output.data));
    }
  }

  /** @param {Stream} output */
  write({ name, text }) {
    if (this.stream?.name !== name) {
      const element = block("", name === "stderr" ? "stderr" : "stream");
      this.stream = {
        name,
        text: "",
        pre: /** @type {HTMLElement} */ (element.querySelector("pre")),
      };
      this.place.append(element);
    }
    this.stream.text = overwritten(this.stream.text + text);
    this.stream.pre.textContent = this.stream.text;
  }

  /** All has come. */
  end() {
    if (this.fresh) {
      this.clear();
      const words = document.createElement("p");
      words.className = "live-nothing";
      words.textContent = "done, nothing to show";
      this.place.append(words);
    }
    this.keepAnchors();
    this.place.dataset.live = "done";
    for (const pre of this.place.querySelectorAll("pre")) {
      if (pre.scrollHeight > pre.clientHeight) pre.tabIndex = 0; // the keyboard scrolls it too
    }
  }

  /** A link to a figure that was not drawn leads here all the same. */
  keepAnchors() {
    for (const figure of this.pictures.map((picture) => picture.closest("figure"))) {
      if (!figure?.id || document.getElementById(figure.id)) continue;
      const anchor = document.createElement("span");
      anchor.id = figure.id;
      this.place.prepend(anchor);
    }
  }

  /** Bring back what the page came with. */
  restore() {
    this.bringHome();
    this.place.replaceChildren(...this.stored);
    this.place.classList.toggle("live-empty", this.wasEmpty);
    delete this.place.dataset.live;
  }

  /** The figure that lives stands again where the page came with it. */
  bringHome() {
    if (this.moved) this.moved.home.insertBefore(this.moved.living, this.moved.next);
    this.moved = null;
  }

  /** The elements that show the best form of a result.
   * @param {Record<string, string>} data @returns {Node[]} */
  nodes(data) {
    const text = data["text/plain"] ?? "";
    if (data["image/svg+xml"]) {
      return [
        this.picture(`data:image/svg+xml,${encodeURIComponent(data["image/svg+xml"])}`, text),
      ];
    }
    if (data["image/png"]) {
      return [this.picture(`data:image/png;base64,${data["image/png"]}`, text)];
    }
    if (data["text/markdown"]) return rendered(data["text/markdown"]);
    if (data["text/html"]) {
      const element = document.createElement("div");
      element.className = "output text_html";
      element.innerHTML = data["text/html"];
      return [element];
    }
    return [block(text, "text_plain")];
  }

  /** A picture, in the figure with its caption that stood in its place.
   * @param {string} address @param {string} alt */
  picture(address, alt) {
    const image = document.createElement("img");
    image.src = address;
    image.alt = alt.split(/\s+/).join(" ");
    const before = this.pictures[this.count++];
    const figure = before?.closest("figure");
    if (!figure) return image;
    const copy = /** @type {HTMLElement} */ (figure.cloneNode(true));
    copy.querySelector("img")?.replaceWith(image);
    const living = figure.querySelector("[data-living]");
    const place = copy.querySelector("[data-living]");
    if (living?.parentElement && this.asCourse) {
      this.moved = { living, home: living.parentElement, next: living.nextSibling };
      place?.replaceWith(living);
    } else {
      place?.remove(); // it would show what the course's code draws
      copy.classList.remove("has-living");
    }
    return copy;
  }
}

/** A text as the page shows it, with its spaces.
 * @param {string} text @param {string} kind */
const block = (text, kind) => {
  const element = document.createElement("div");
  element.className = `output ${kind} notranslate`;
  element.innerHTML = '<div class="highlight"><pre></pre></div>';
  /** @type {HTMLElement} */ (element.querySelector("pre")).textContent = text;
  return element;
};

/** A text after its carriage returns, each of which begins its line anew, as a progress bar does.
 * @param {string} text */
const overwritten = (text) => text.replace(/\r\n/g, "\n").replace(/^.*\r(?=.)/gm, "");
