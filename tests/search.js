// @ts-check
/// <reference lib="deno.ns" />
// Asks the book's search: scripts to load are named on the command line, and questions come in.
for (const path of Deno.args) (0, eval)(Deno.readTextFileSync(path));
const { find, sentence } = /** @type {any} */ (globalThis).bookSearch;

/** @type {string[]} */
const questions = JSON.parse(await new Response(Deno.stdin.readable).text());
const answers = questions.map((question) =>
  find(question).slice(0, 5).map((/** @type {any} */ hit) => ({
    place: `${hit.section.page}#${hit.section.anchor}`,
    heading: hit.section.heading,
    score: hit.score,
    sentence: sentence(hit).map((/** @type {any} */ piece) => piece.text).join(""),
  }))
);
console.log(JSON.stringify(answers));
