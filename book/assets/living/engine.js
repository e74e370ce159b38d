// @ts-check
/// <reference types="./living.d.ts" />
// The networks of the figures that move: the equations of the package `rectified`, in plain
// numbers. tests/test_living_engine.py compares the two, for every function, start and optimizer.
//
// Matrices are Float64Arrays, row by row: X (n, n_in), W (n_in, n_out). Names are the package's.
{
  const living = globalThis.living ??= /** @type {Living} */ ({});

  // ---------------------------------------------------------------- activations

  /** @param {number} z */
  const sigmoid = (z) => {
    const e = Math.exp(-Math.abs(z));
    return (z >= 0 ? 1 : e) / (1 + e);
  };
  /** @param {number} z */
  const density = (z) => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);

  // The normal distribution function at 0, 1/8, … 9, and from there by Taylor's series.
  const CDF = Float64Array.from({ length: 73 }, (_, k) => {
    const x = k / 8;
    let [term, sum] = [x, x]; // x + x³/3 + x⁵/15 + … (Marsaglia, 2004)
    for (let n = 3; term > 1e-17 * sum; n += 2) sum += term *= x * x / n;
    return 0.5 + density(x) * sum;
  });
  /** @param {number} z */
  const cdf = (z) => {
    const x = Math.min(Math.abs(z), 9);
    const k = Math.round(8 * x);
    const [at, d] = [k / 8, x - k / 8];
    let [before, now] = [0, density(at)]; // derivatives of the density: φ⁽ⁿ⁺¹⁾ = -x φ⁽ⁿ⁾ - n φ⁽ⁿ⁻¹⁾
    let [sum, power] = [CDF[k], d];
    for (let n = 0; n < 9; n++) {
      sum += now * power;
      [before, now] = [now, -at * now - n * before];
      power *= d / (n + 2);
    }
    return z < 0 ? 1 - sum : sum;
  };

  const SELU = { alpha: 1.6732632423543772848, scale: 1.0507009873554804934 };

  // value(z) is f(z); slope(z, a) is f'(z) where a = f(z). alpha as in the package.
  /** @type {Living["activations"]} */
  const activations = {
    identity: () => ({ value: (z) => z, slope: () => 1 }),
    sigmoid: () => ({ value: sigmoid, slope: (_z, a) => a * (1 - a) }),
    tanh: () => ({ value: Math.tanh, slope: (_z, a) => 1 - a * a }),
    relu: () => ({
      value: (z) => Math.max(z, 0),
      slope: (z) => z > 0 ? 1 : 0,
      negativeSlope: 0,
    }),
    leaky_relu: (alpha = 0.01) => ({
      value: (z) => z > 0 ? z : alpha * z,
      slope: (z) => z > 0 ? 1 : alpha,
      negativeSlope: alpha,
    }),
    prelu: (alpha = 0.25) => ({
      value: (z, own = alpha) => z > 0 ? z : own * z,
      slope: (z, _a, own = alpha) => z > 0 ? 1 : own,
      negativeSlope: alpha,
      learned: true, // each unit has an alpha of its own
    }),
    elu: (alpha = 1) => ({
      value: (z) => z > 0 ? z : alpha * Math.expm1(z),
      slope: (z, a) => z > 0 ? 1 : a + alpha,
    }),
    selu: () => ({
      value: (z) => SELU.scale * (z > 0 ? z : SELU.alpha * Math.expm1(z)),
      slope: (z, a) => z > 0 ? SELU.scale : a + SELU.scale * SELU.alpha,
    }),
    softplus: () => ({
      value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
      slope: (_z, a) => -Math.expm1(-a),
    }),
    gelu: () => ({
      value: (z) => z * cdf(z),
      slope: (z) => cdf(z) + z * density(z),
    }),
    swish: (beta = 1) => ({
      value: (z) => z * sigmoid(beta * z),
      slope: (z, a) => {
        const s = sigmoid(beta * z);
        return s + beta * a * (1 - s);
      },
    }),
  };

  // ---------------------------------------------------------------- initializers

  /** How numbers of this variance are drawn. @type {Record<string, Living.Draw>} */
  const DRAW = {
    normal: (n, variance, rng) => {
      const size = Math.sqrt(variance);
      return Float64Array.from({ length: n }, () => size * rng.normal());
    },
    uniform: (n, variance, rng) => {
      const limit = Math.sqrt(3 * variance);
      return Float64Array.from({ length: n }, () => -limit + 2 * limit * rng.random());
    },
  };

  /** @param {"normal" | "uniform"} how @param {(n_in: number, n_out: number) => number} variance
   * @returns {Living.Initializer} */
  const drawn = (how, variance) => (n_in, n_out, rng, n = n_in * n_out) =>
    DRAW[how](n, variance(n_in, n_out), rng);

  /** @param {number} value @returns {Living.Initializer} */
  const constant = (value) => (n_in, n_out, _rng, n = n_in * n_out) =>
    new Float64Array(n).fill(value);

  /** A matrix that changes no length: normals, made orthogonal column by column (Gram, Schmidt).
   * @param {number} gain @returns {Living.Initializer} */
  const orthogonal = (gain) => (n_in, n_out, rng) => {
    const [tall, short] = [Math.max(n_in, n_out), Math.min(n_in, n_out)];
    const q = DRAW.normal(tall * short, 1, rng);
    for (let j = 0; j < short; j++) {
      for (let again = 0; again < 2; again++) { // once more, for the digits that the first one lost
        for (let i = 0; i < j; i++) {
          let overlap = 0;
          for (let r = 0; r < tall; r++) overlap += q[r * short + i] * q[r * short + j];
          for (let r = 0; r < tall; r++) q[r * short + j] -= overlap * q[r * short + i];
        }
      }
      let length = 0;
      for (let r = 0; r < tall; r++) length += q[r * short + j] ** 2;
      length = Math.sqrt(length);
      for (let r = 0; r < tall; r++) q[r * short + j] /= length;
    }
    return Float64Array.from({ length: n_in * n_out }, (_, k) => {
      const [i, j] = [Math.floor(k / n_out), k % n_out];
      return gain * (n_in >= n_out ? q[i * short + j] : q[j * short + i]);
    });
  };

  /** @type {Living["initializers"]} */
  const initializers = {
    zeros: () => constant(0),
    constant: ({ value = 0 } = {}) => constant(value),
    normal: ({ mean = 0, std = 0.01 } = {}) => (n_in, n_out, rng, n = n_in * n_out) =>
      DRAW.normal(n, std * std, rng).map((x) => mean + x),
    uniform: ({ limit = 0.05 } = {}) => drawn("uniform", () => limit * limit / 3),
    glorot_uniform: ({ gain = 1 } = {}) => drawn("uniform", (i, o) => 2 * gain * gain / (i + o)),
    glorot_normal: ({ gain = 1 } = {}) => drawn("normal", (i, o) => 2 * gain * gain / (i + o)),
    he_uniform: ({ slope = 0 } = {}) => drawn("uniform", (i) => 2 / ((1 + slope * slope) * i)),
    he_normal: ({ slope = 0 } = {}) => drawn("normal", (i) => 2 / ((1 + slope * slope) * i)),
    lecun_uniform: ({ gain = 1 } = {}) => drawn("uniform", (i) => gain * gain / i),
    lecun_normal: ({ gain = 1 } = {}) => drawn("normal", (i) => gain * gain / i),
    orthogonal: ({ gain = 1 } = {}) => orthogonal(gain),
    identity: ({ gain = 1 } = {}) => (n_in, n_out) =>
      Float64Array.from(
        { length: n_in * n_out },
        (_, k) => Math.floor(k / n_out) === k % n_out ? gain : 0,
      ),
    pytorch: () => drawn("uniform", (i) => 1 / (3 * i)),
  };

  // ---------------------------------------------------------------- matrices

  /** z = x @ W + b. x (n, n_in), W (n_in, n_out), b (n_out,).
   * Two rows and four columns at a time: eight sums stay in registers, twice as fast as one.
   * @param {Float64Array} x @param {Float64Array} W @param {Float64Array} b @param {number} n */
  const affine = (x, W, b, n) => {
    const n_out = b.length;
    const n_in = W.length / n_out;
    const z = new Float64Array(n * n_out);
    const fours = n_out - n_out % 4;
    for (let r = 0; r < n; r += 2) {
      const s = Math.min(r + 1, n - 1); // an odd last row is its own neighbor
      const [xr, xs, zr, zs] = [r * n_in, s * n_in, r * n_out, s * n_out];
      for (let j = 0; j < fours; j += 4) {
        let [p0, p1, p2, p3] = [b[j], b[j + 1], b[j + 2], b[j + 3]];
        let [q0, q1, q2, q3] = [p0, p1, p2, p3];
        for (let i = 0, w = j; i < n_in; i++, w += n_out) {
          const p = x[xr + i];
          const q = x[xs + i];
          p0 += p * W[w];
          q0 += q * W[w];
          p1 += p * W[w + 1];
          q1 += q * W[w + 1];
          p2 += p * W[w + 2];
          q2 += q * W[w + 2];
          p3 += p * W[w + 3];
          q3 += q * W[w + 3];
        }
        z[zr + j] = p0;
        z[zr + j + 1] = p1;
        z[zr + j + 2] = p2;
        z[zr + j + 3] = p3;
        z[zs + j] = q0;
        z[zs + j + 1] = q1;
        z[zs + j + 2] = q2;
        z[zs + j + 3] = q3;
      }
      for (let j = fours; j < n_out; j++) {
        let [p, q] = [b[j], b[j]];
        for (let i = 0, w = j; i < n_in; i++, w += n_out) {
          p += x[xr + i] * W[w];
          q += x[xs + i] * W[w];
        }
        z[zr + j] = p;
        z[zs + j] = q;
      }
    }
    return z;
  };

  /** @param {Float64Array} W @param {number} n_in @param {number} n_out */
  const transposed = (W, n_in, n_out) => {
    const T = new Float64Array(W.length);
    for (let i = 0; i < n_in; i++) {
      for (let j = 0; j < n_out; j++) T[j * n_in + i] = W[i * n_out + j];
    }
    return T;
  };

  /** x.T @ delta, (n_in, n_out).
   * @param {Float64Array} x @param {Float64Array} delta @param {number} n */
  const outer = (x, delta, n) => {
    const [n_in, n_out] = [x.length / n, delta.length / n];
    const G = new Float64Array(n_in * n_out);
    for (let r = 0; r < n; r++) {
      for (let i = 0; i < n_in; i++) {
        const x0 = x[r * n_in + i];
        for (let j = 0; j < n_out; j++) G[i * n_out + j] += x0 * delta[r * n_out + j];
      }
    }
    return G;
  };

  // ---------------------------------------------------------------- outputs and their losses

  // Each turns logits into answers and the mean loss; the gradient is (answer - target) / n for all.
  /** @type {Record<string, (z: Float64Array, y: ArrayLike<number>, n: number) => Living.Judged>} */
  const OUTPUTS = {
    softmax: (z, y, n) => {
      const [m, delta] = [z.length / n, new Float64Array(z.length)];
      let loss = 0;
      for (let r = 0; r < n; r++) {
        const row = z.subarray(r * m, r * m + m);
        const [top, p] = [Math.max(...row), delta.subarray(r * m, r * m + m)];
        let total = 0;
        for (let j = 0; j < m; j++) total += p[j] = Math.exp(row[j] - top);
        loss += Math.log(total) - (row[y[r]] - top);
        for (let j = 0; j < m; j++) p[j] = (p[j] / total - (j === y[r] ? 1 : 0)) / n;
      }
      return { loss: loss / n, delta };
    },
    sigmoid: (z, y, n) => {
      let loss = 0;
      const delta = z.map((value, k) => {
        loss += Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))) - y[k] * value;
        return (sigmoid(value) - y[k]) / n;
      });
      return { loss: loss / n, delta };
    },
    linear: (z, y, n) => {
      let loss = 0;
      const delta = z.map((value, k) => {
        loss += (value - y[k]) ** 2 / 2;
        return (value - y[k]) / n;
      });
      return { loss: loss / n, delta };
    },
  };

  // ---------------------------------------------------------------- networks

  living.network = (sizes, f, { initializer, bias, output = "softmax", seed = 0 } = {}) => {
    const rng = living.random(seed);
    const usual = f.negativeSlope === undefined
      ? initializers.glorot_uniform()
      : initializers.he_normal({ slope: f.negativeSlope });
    const start = initializer ?? usual;
    const biases = bias ?? constant(0);
    const W = /** @type {Float64Array[]} */ ([]);
    const b = /** @type {Float64Array[]} */ ([]);
    const alpha = /** @type {Float64Array[]} */ ([]);
    for (let k = 0; k + 1 < sizes.length; k++) {
      const [n_in, n_out] = [sizes[k], sizes[k + 1]];
      W.push(start(n_in, n_out, rng));
      b.push(biases(n_in, n_out, rng, n_out));
      const hidden = k + 2 < sizes.length;
      if (f.learned && hidden) alpha.push(new Float64Array(n_out).fill(f.negativeSlope ?? 0));
    }
    return { sizes, f, output, W, b, alpha, parameters: [...W, ...b, ...alpha] };
  };

  living.forward = (net, X, n) => {
    const { f, W, b, alpha } = net;
    const record = { n, z: /** @type {Float64Array[]} */ ([]), a: [X] };
    for (let k = 0; k < W.length; k++) {
      const z = affine(record.a[k], W[k], b[k], n);
      record.z.push(z);
      if (k + 1 === W.length) break;
      const a = new Float64Array(z.length);
      const own = alpha[k];
      if (own) { for (let i = 0; i < z.length; i++) a[i] = f.value(z[i], own[i % own.length]); }
      else for (let i = 0; i < z.length; i++) a[i] = f.value(z[i]);
      record.a.push(a);
    }
    return record;
  };

  /** The blame delta[k] = ∂L/∂z[k] of every layer, and ∂L/∂a in front of each slope. */
  living.blame = (net, record, y) => {
    const { sizes, f, W, alpha } = net;
    const { n, z, a } = record;
    const last = W.length - 1;
    const judged = OUTPUTS[net.output](z[last], y, n);
    const delta = [judged.delta];
    const above = [judged.delta];
    for (let k = last; k > 0; k--) {
      const [n_in, n_out] = [sizes[k], sizes[k + 1]];
      const da = affine(delta[0], transposed(W[k], n_in, n_out), new Float64Array(n_in), n);
      const [before, after, own] = [z[k - 1], a[k], alpha[k - 1]];
      const d = new Float64Array(da.length);
      if (own) {
        for (let i = 0; i < d.length; i++) {
          d[i] = da[i] * f.slope(before[i], after[i], own[i % n_in]);
        }
      } else for (let i = 0; i < d.length; i++) d[i] = da[i] * f.slope(before[i], after[i]);
      delta.unshift(d);
      above.unshift(da);
    }
    return { loss: judged.loss, delta, above };
  };

  living.backward = (net, record, y) => {
    const { n, z, a } = record;
    const { loss, delta, above } = living.blame(net, record, y);
    const W = delta.map((d, k) => outer(a[k], d, n));
    const b = delta.map((d) => {
      const m = d.length / n;
      const sums = new Float64Array(m);
      for (let i = 0; i < d.length; i++) sums[i % m] += d[i];
      return sums;
    });
    const alpha = net.alpha.map((own, k) => {
      const sums = new Float64Array(own.length);
      for (let i = 0; i < z[k].length; i++) {
        sums[i % own.length] += above[k][i] * Math.min(z[k][i], 0);
      }
      return sums;
    });
    return { loss, delta, W, b, alpha, parameters: [...W, ...b, ...alpha] };
  };

  // ---------------------------------------------------------------- optimizers

  /** Zeros beside each array, which the first step makes.
   * @param {Float64Array[]} arrays */
  const beside = (arrays) => arrays.map((array) => new Float64Array(array.length));

  living.optimizers = {
    sgd: ({ learningRate = 0.1, momentum = 0 } = {}) => {
      /** @type {Float64Array[] | undefined} */
      let velocity;
      return (theta, gradient) => {
        const v = velocity ??= beside(theta);
        theta.forEach((parameters, k) => {
          for (let i = 0; i < parameters.length; i++) {
            v[k][i] = momentum * v[k][i] - learningRate * gradient[k][i];
            parameters[i] += v[k][i];
          }
        });
      };
    },
    adam: ({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) => {
      /** @type {Float64Array[][] | undefined} */
      let states;
      let t = 0;
      return (theta, gradient) => {
        const [m, v] = states ??= [beside(theta), beside(theta)];
        t += 1;
        const [up1, up2] = [1 - beta1 ** t, 1 - beta2 ** t]; // make up for the start at 0
        theta.forEach((parameters, k) => {
          for (let i = 0; i < parameters.length; i++) {
            const g = gradient[k][i];
            m[k][i] += (1 - beta1) * (g - m[k][i]);
            v[k][i] += (1 - beta2) * (g * g - v[k][i]);
            parameters[i] -= learningRate * (m[k][i] / up1) /
              (Math.sqrt(v[k][i] / up2) + epsilon);
          }
        });
      };
    },
  };

  // -------------------------------------------------------------- a single unit

  const X = Float64Array.from({ length: 21 }, (_, k) => -1 + k / 10);
  const Y = X.map((x) => Math.max(x, 0));

  /** The points from which one unit shall learn max(x, 0), and the gradient of its w and b. */
  living.ramp = {
    X,
    Y,
    gradient: (f, w, b) => {
      let [left, down] = [0, 0];
      for (let k = 0; k < X.length; k++) {
        const z = w * X[k] + b;
        const a = f.value(z);
        const delta = (a - Y[k]) * f.slope(z, a) / X.length;
        down += delta;
        left += delta * X[k];
      }
      return [left, down];
    },
  };

  living.activations = activations;
  living.initializers = initializers;
}
