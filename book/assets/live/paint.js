// @ts-check
// Python code as HTML with the classes of Pygments, so that it looks as the build has painted it.

const KEYWORD =
  /^(?:as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|lambda|nonlocal|pass|raise|return|try|while|with|yield)$/;
const WORD = /^(?:and|in|is|not|or)$/;
const CONSTANT = /^(?:False|None|True)$/;
const TOKEN =
  /(#.*)|([rRbBfFuU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(\b(?:0[xX][\da-fA-F_]+|\d[\d_]*\.?[\d_]*(?:[eE][+-]?\d+)?j?))|([\p{L}_][\p{L}\p{N}_]*)|([-+*/%@=<>!&|^~]+)/gu;

/** @param {string} text */
const escaped = (text) => text.replace(/[&<]/g, (sign) => sign === "&" ? "&amp;" : "&lt;");

/** The class of a token; none for what has the color of the text.
 * @param {RegExpMatchArray} token */
const look = ([, comment, string, number, name, operator]) => {
  if (comment) return "c1";
  if (string) return "s2";
  if (number) return /^0[xX]|^[\d_]+$/.test(number) ? "mi" : "mf";
  if (operator) return "o";
  if (KEYWORD.test(name)) return "k";
  if (WORD.test(name)) return "ow";
  return CONSTANT.test(name) ? "kc" : "n";
};

/** Return the HTML of a text in Python.
 * @param {string} code */
export const painted = (code) => {
  let html = "";
  let end = 0;
  for (const token of code.matchAll(TOKEN)) {
    html += escaped(code.slice(end, token.index));
    html += `<span class="${look(token)}">${escaped(token[0])}</span>`;
    end = token.index + token[0].length;
  }
  return `${html}${escaped(code.slice(end))}\n`;
};
