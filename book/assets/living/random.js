// @ts-check
/// <reference types="./living.d.ts" />
// Random numbers: draw for draw those of NumPy's `default_rng(seed)`, from which the package's
// initializers draw. The generator is PCG64 (O'Neill, 2014): 128 bits of state, 64 bits a draw.
{
  const living = globalThis.living ??= /** @type {Living} */ ({});
  const WORD = 0xffffffffffffffffn;
  const DOUBLE_WORD = (1n << 128n) - 1n;
  const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

  /** 256 bits from a seed, well mixed, as four words: NumPy's `SeedSequence`.
   * @param {number} seed a whole number from 0 to 2³² - 1 */
  const mixed = (seed) => {
    let hash = 0x43b0d7e5;
    /** @param {number} value */
    const scramble = (value) => {
      value ^= hash;
      hash = Math.imul(hash, 0x931e8875);
      value = Math.imul(value, hash);
      return value ^ (value >>> 16);
    };
    const pool = [seed, 0, 0, 0].map(scramble);
    for (let from = 0; from < 4; from++) {
      for (let to = 0; to < 4; to++) {
        if (from === to) continue;
        const sum = Math.imul(0xca01f9dd, pool[to]) - Math.imul(0x4973f715, scramble(pool[from]));
        pool[to] = sum ^ ((sum | 0) >>> 16);
      }
    }
    hash = 0x8b51f9dd;
    const halves = Array.from({ length: 8 }, (_, k) => {
      let value = pool[k % 4] ^ hash;
      hash = Math.imul(hash, 0x58f38ded);
      value = Math.imul(value, hash);
      return BigInt((value ^ (value >>> 16)) >>> 0);
    });
    return [0, 2, 4, 6].map((k) => halves[k] | (halves[k + 1] << 32n));
  };

  // Normals by the ziggurat (Marsaglia & Tsang, 2000): 256 layers of equal area under the bell,
  // layer k as wide as WIDTH[k], HEIGHT[k] at its outer edge.
  const LAST = 3.6541528853610088; // where the tail begins
  const INWARD = new Float64Array(256); // how much of each layer lies under the bell for sure
  const WIDTH = new Float64Array(256);
  const HEIGHT = new Float64Array(256);
  {
    /** @param {number} x */
    const bell = (x) => Math.exp(-x * x / 2);
    const area = 0.004928673233974658; // of each layer, tail included
    let x = LAST;
    let outer = LAST;
    INWARD[0] = LAST * bell(LAST) / area;
    WIDTH[0] = area / bell(LAST);
    HEIGHT[0] = 1;
    WIDTH[255] = LAST;
    HEIGHT[255] = bell(LAST);
    for (let k = 254; k > 0; k--) {
      x = Math.sqrt(-2 * Math.log(area / x + bell(x)));
      INWARD[k + 1] = x / outer;
      outer = x;
      WIDTH[k] = x;
      HEIGHT[k] = bell(x);
    }
  }

  living.random = (seed) => {
    const [high, low, streamHigh, streamLow] = mixed(seed);
    const step = ((((streamHigh << 64n) | streamLow) << 1n) | 1n) & DOUBLE_WORD;
    let state = ((((high << 64n) | low) + step) * MULTIPLIER + step) & DOUBLE_WORD;

    const word = () => {
      state = (state * MULTIPLIER + step) & DOUBLE_WORD;
      const folded = (state >> 64n) ^ (state & WORD);
      const turn = state >> 122n;
      return ((folded >> turn) | (folded << (64n - turn))) & WORD;
    };
    const random = () => Number(word() >> 11n) / 2 ** 53;

    const tail = () => {
      for (;;) {
        const x = -Math.log1p(-random()) / LAST;
        const y = -Math.log1p(-random());
        if (2 * y > x * x) return LAST + x;
      }
    };
    const normal = () => {
      for (;;) {
        const bits = word();
        const k = Number(bits & 0xffn);
        const sign = bits & 0x100n ? -1 : 1;
        const fraction = Number((bits >> 9n) & 0xfffffffffffffn);
        const share = fraction / 2 ** 52;
        const x = sign * share * WIDTH[k];
        if (share < INWARD[k]) return x;
        if (k === 0) return Math.floor(fraction / 256) % 2 ? -tail() : tail();
        const y = HEIGHT[k] + (HEIGHT[k - 1] - HEIGHT[k]) * random();
        if (y < Math.exp(-x * x / 2)) return x;
      }
    };
    return { random, normal };
  };
}
