// @ts-check
// Formulas in live outputs. Those that the page has are set already, when the book was built; for
// one that it does not have, KaTeX is loaded.

/** Each formula of the page as it was built, by its TeX.
 * @type {Map<string, Element>} */
const built = new Map();
for (const annotation of document.querySelectorAll(".math annotation")) {
  const formula = annotation.closest(".katex");
  if (formula) built.set(annotation.textContent ?? "", formula);
}

/** @typedef {{ render: (tex: string, into: Element, options: object) => void }} KaTeX */

/** @type {Promise<KaTeX> | null} */
let katex = null;
const loaded = () =>
  katex ??= new Promise((done, failed) => {
    const at = (/** @type {string} */ name) => new URL(`../katex/${name}`, import.meta.url).href;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = at("katex.min.css");
    const script = document.createElement("script");
    script.src = at("katex.min.js");
    script.onload = () => done(/** @type {any} */ (globalThis).katex);
    script.onerror = failed;
    document.head.append(style, script);
  });

/** A formula within a line, set now or, with its TeX until then, as soon as KaTeX is there.
 * @param {string} tex */
export const typeset = (tex) => {
  const formula = document.createElement("span");
  formula.className = "math notranslate nohighlight";
  const known = built.get(tex);
  if (known) formula.append(known.cloneNode(true));
  else {
    formula.textContent = tex;
    loaded().then((found) => found.render(tex, formula, { throwOnError: false })).catch(() => {});
  }
  return formula;
};
