// @ts-check
/// <reference types="./exercises.d.ts" />
// Verdicts that need no Python: on letters and on a plain number. The build has asked the checker
// for its words, so that they are the same here and in a notebook.
{
  const DIGITS = 4;

  /** What is written as a number, such as 0.25, 1/4, 25 % or −2; null where it is none.
   * @param {string} text */
  const read = (text) => {
    const plain = text.trim().replace(/−/g, "-").replace(/^(-?\d+),(\d+)$/, "$1.$2");
    const percent = plain.endsWith("%");
    const [above, below = "1", ...more] = plain.replace(/[% ]+$/, "").split("/");
    if (!above.trim() || !below.trim() || more.length) return null;
    const x = Number(above) / Number(below) / (percent ? 100 : 1);
    return Number.isFinite(x) ? x : null;
  };

  /** A number as one would write it, as `feedback.number` of the checker does. @param {number} x */
  const written = (x) => {
    if (x === 0) return "0";
    if (Number.isInteger(x) && Math.abs(x) < 1e6) return String(x);
    let [mantissa, exponent] = x.toExponential(DIGITS - 1).split("e");
    const power = Number(exponent);
    const [whole] = x.toExponential(60).split("e"); // what lies in the middle goes to the even digit
    if (/^-?\d\.\d\d[02468]50*$/.test(whole)) {
      mantissa = whole.slice(0, whole.indexOf(".") + DIGITS);
    }
    const short = (/** @type {string} */ digits) =>
      digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
    if (power < -4 || power >= DIGITS) return `${short(mantissa)}e${power}`;
    return short(Number(`${mantissa}e${power}`).toFixed(DIGITS - 1 - power));
  };

  /** The verdict on chosen letters; null where none is chosen.
   * @param {Exercises.Choice} choice @param {string[]} letters */
  const ofChoice = ({ verdicts }, letters) => verdicts[[...letters].sort().join("")] ?? null;

  /** The verdict on what stands in the field of a number; null where it is no number.
   * @param {Exercises.Plain} plain @param {string} text @returns {Exercises.Verdict | null} */
  const ofNumber = (plain, text) => {
    const x = read(text);
    if (x === null) return null;
    const { relative, absolute, value, right, stored, sign, negative, other } = plain;
    const near = (/** @type {number} */ wanted, /** @type {number} */ got) =>
      Math.abs(got - wanted) <= absolute + relative * Math.abs(wanted);
    if (near(value, x)) return right;
    const known = stored.find(([wrong]) => near(wrong, x) || near(x, wrong));
    const told = known?.[1] ??
      (near(-value, x) ? sign : value >= 0 && x < 0 ? negative : other);
    return { ...told, rows: [["yours", written(x)]] };
  };

  globalThis.exerciseJudge = { read, written, ofChoice, ofNumber };
}
