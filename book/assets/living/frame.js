// @ts-check
/// <reference types="./living.d.ts" />
// What living figures share: their frame, controls, axes, and when they draw.
//
// A page asks for one by a tag of the cell that draws its static figure; the extension
// living_figures puts an empty element there. A script of its own, named like it, fills it:
//
//     living.figure("name", [], (frame) => {
//       const gain = frame.slider({ label: "gain", min: 0, max: 4, step: 0.1, value: 1 });
//       const plot = frame.plot({ height: 200, x: { … }, y: { … } });
//       return () => { … draw what gain.value says, and frame.say(…) it in words … };
//     });
//
// What it returns draws one picture. It is called once for each frame of the screen in which a
// control has moved, and only while the figure is in sight. Nothing moves by itself; after a change
// some go on for a few frames, and for those who want less motion (`frame.calm`) draw only the last.
//
// A figure that needs data names their scripts: `living.figure("name", ["digits"], …)`. It is made
// when the reader comes near, or before, once the page is there and the browser has nothing to do:
// a living figure is taller than the static one, and what stands below shall not move while it is
// read. Until then the static figure stands there.
{
  const living = globalThis.living ??= /** @type {Living} */ ({});
  const REST = 600; // milliseconds without a change until the numbers are said aloud
  const WIDTH = 440; // units of the drawing, whatever its size on the screen
  const SVG = "http://www.w3.org/2000/svg";

  /** @param {string} name @param {Record<string, string | number>} attributes
   * @param {Element} [parent] */
  const draw = (name, attributes, parent) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, `${value}`);
    parent?.append(node);
    return node;
  };

  /** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {string} [className]
   * @param {...(Node | string)} children */
  const element = (name, className = "", ...children) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  /** A number as a person writes it: a true minus, no long tail; of a small one two digits.
   * @param {number} x @param {number} [digits] */
  living.write = (x, digits = 2) => {
    if (!Number.isFinite(x)) return "too large to write";
    const size = Math.abs(x);
    const tail = digits > 1 && size < 0.5 / 10 ** digits; // it would be written as 0
    if (size !== 0 && (tail || size >= 1e5)) {
      const [head, power] = x.toExponential(0).split("e");
      const raised = [...`${+power}`].map((c) => UP[c]).join("");
      return `${head}\u00a0×\u00a010${raised}`.replace("-", "−"); // on one line
    }
    if (size >= 1000) return Math.round(x).toLocaleString("en-US").replace("-", "−");
    const few = digits > 1 && size >= 0.5 / 10 ** digits && size < 10 ** (1 - digits);
    return (few ? `${Number(x.toPrecision(2))}` : x.toFixed(digits)).replace("-", "−");
  };
  /** @type {Record<string, string>} */
  const UP = { "-": "⁻" };
  [..."⁰¹²³⁴⁵⁶⁷⁸⁹"].forEach((sign, k) => UP[k] = sign);

  /** @param {number} x */
  const plain = (x) => `${x}`.replace("-", "−");

  /** Axes with a title, and places for numbers. @type {Living.MakePlot} */
  const makePlot = (svg, { top, height, left = 44, right = 12, x, y }) => {
    const group = draw("g", {}, svg);
    const bottom = top + height;
    /** @param {Living.Axis} axis @param {number} from @param {number} to */
    const scale = (axis, from, to) => {
      const [a, b] = axis.log ? [Math.log(axis.min), Math.log(axis.max)] : [axis.min, axis.max];
      return (/** @type {number} */ value) => {
        const at = from + (to - from) * ((axis.log ? Math.log(value) : value) - a) / (b - a);
        return Math.max(-2000, Math.min(2000, at)); // far outside: browsers round larger ones
      };
    };
    const plot = {
      x: scale(x, left, WIDTH - right),
      y: scale(y, bottom, top),
      /** Draw the axes anew, with other ends.
       * @param {Partial<Living.Axis>} [ends] @param {Partial<Living.Axis>} [heights] */
      axes: (ends = {}, heights = {}) => {
        Object.assign(x, ends);
        Object.assign(y, heights);
        plot.x = scale(x, left, WIDTH - right);
        plot.y = scale(y, bottom, top);
        group.replaceChildren();
        draw("path", { class: "axis", d: `M${left},${top}V${bottom}H${WIDTH - right}` }, group);
        for (const tick of x.ticks) {
          const at = plot.x(tick);
          draw("path", { class: "axis", d: `M${at},${bottom}v3` }, group);
          const text = draw("text", { x: at, y: bottom + 16, class: "middle" }, group);
          text.textContent = (x.format ?? plain)(tick);
        }
        for (const tick of y.ticks) {
          const at = plot.y(tick);
          draw("path", { class: "axis", d: `M${left},${at}h-3` }, group);
          const text = draw("text", { x: left - 6, y: at + 4, class: "end" }, group);
          text.textContent = (y.format ?? plain)(tick);
        }
        const below = draw("text", { x: (left + WIDTH - right) / 2, y: bottom + 32 }, group);
        below.setAttribute("class", "middle");
        below.textContent = x.title;
        draw("text", { x: left, y: top - 8, class: "muted" }, group).textContent = y.title;
      },
      /** The path through points, with a gap where one is no number.
       * @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys */
      path: (xs, ys) => {
        let [d, pen] = ["", "M"];
        for (let k = 0; k < xs.length; k++) {
          const on = Number.isFinite(ys[k]) && !(y.log && ys[k] <= 0);
          if (on) d += `${pen}${plot.x(xs[k]).toFixed(2)},${plot.y(ys[k]).toFixed(2)}`;
          pen = on ? "L" : "M";
        }
        return d;
      },
      /** The part of the axes where sign * score >= 0, for a score that is a plane: their rectangle,
       * cut. @param {(point: number[]) => number} score @param {number} sign */
      half: (score, sign) => {
        const corners = [[x.min, y.min], [x.max, y.min], [x.max, y.max], [x.min, y.max]];
        const kept = corners.flatMap((here, k) => {
          const next = corners[(k + 1) % 4];
          const [h, g] = [sign * score(here), sign * score(next)];
          const cut = here.map((c, axis) => c + (next[axis] - c) * h / (h - g));
          return [...(h >= 0 ? [here] : []), ...(h * g < 0 ? [cut] : [])];
        });
        const path = plot.path(kept.map((point) => point[0]), kept.map((point) => point[1]));
        return path && `${path}Z`;
      },
      /** A part of the drawing in which nothing leaves the axes. */
      inside: () => {
        const id = `inside-${inside += 1}`;
        const clip = draw("clipPath", { id }, svg);
        const size = { x: left - 3, y: top - 3, width: WIDTH - left - right + 6 };
        draw("rect", { ...size, height: height + 6 }, clip);
        return draw("g", { "clip-path": `url(#${id})` }, svg);
      },
    };
    plot.axes();
    return plot;
  };
  let inside = 0;
  let controlled = 0;

  /** @param {HTMLElement} place @param {Living.Figure} make */
  const start = (place, make) => {
    const svg = draw("svg", { "aria-hidden": "true" });
    const controls = element("div", "living-controls");
    const says = element("p", "living-says");
    const aloud = element("p", "living-aloud");
    aloud.setAttribute("role", "status");
    const [words, foot, small] = ["words", "foot", "small"].map((part) =>
      element("div", `living-${part}`)
    );
    const again = element("button", "living-again", "As at first");
    again.type = "button";
    again.hidden = true;
    const life = new AbortController();
    let target = controls;
    let [seen, asked, timer] = [false, true, 0];

    const look = () => {
      asked = false;
      const began = performance.now();
      picture();
      times.push(performance.now() - began);
    };
    /** @type {number[]} Milliseconds of each picture. */
    const times = [];
    const change = () => {
      if (!asked && seen) requestAnimationFrame(look);
      asked = true;
    };
    /** What is below the words stays where it is when they are shorter. */
    const keepRoom = () => {
      const { height } = says.getBoundingClientRect();
      if (height) says.style.minHeight = `${height}px`; // in a closed fold there is none
    };
    const moved = () => {
      again.hidden = false;
      change();
    };

    /** @type {Living.Frame} */
    const frame = {
      WIDTH,
      calm: matchMedia("(prefers-reduced-motion: reduce)").matches,
      ended: life.signal,
      draw,
      change,
      svg,
      plot: (options) => makePlot(svg, options),
      height: (units) => {
        svg.setAttribute("viewBox", `0 0 ${WIDTH} ${units}`);
        svg.setAttribute("style", `--units: ${units}`);
      },
      more: (title) => {
        target = element("div", "living-controls");
        controls.append(element("details", "living-more", element("summary", "", title), target));
      },
      slider: ({ label, min, max, step, value, format = (x) => living.write(x), act }) => {
        const input = element("input");
        Object.assign(input, { type: "range", min, max, step, value });
        const shown = element("strong");
        const update = () => {
          shown.textContent = format(input.valueAsNumber);
          input.setAttribute("aria-valuetext", shown.textContent);
        };
        input.addEventListener("input", () => (update(), act?.(input.valueAsNumber), moved()));
        const name = element("label", "", label);
        name.htmlFor = input.id = `living-${controlled += 1}`;
        target.append(element("div", "living-slider", name, " ", shown, input));
        update();
        return {
          get value() {
            return input.valueAsNumber;
          },
          set value(x) {
            input.valueAsNumber = x;
            update();
          },
          get max() {
            return Number(input.max);
          },
          set max(/** @type {number} */ x) {
            input.max = `${x}`;
            update();
          },
          set enabled(/** @type {boolean} */ on) {
            input.disabled = !on;
          },
          update,
        };
      },
      choice: ({ label, options, value, act }) => {
        const select = element("select");
        for (const [name, text] of Object.entries(options)) {
          select.add(new Option(text, name, name === value, name === value));
        }
        select.addEventListener("change", () => (act?.(select.value), moved()));
        const name = element("label", "", label);
        name.htmlFor = select.id = `living-${controlled += 1}`;
        target.append(element("div", "living-choice", name, " ", select));
        return {
          get value() {
            return select.value;
          },
          set value(name) {
            select.value = name;
          },
        };
      },
      button: (label, act) => {
        const button = element("button", "", label);
        button.type = "button";
        button.addEventListener("click", () => (act(), moved()));
        target.append(button);
        return button;
      },
      pointer: (act) => {
        /** @param {MouseEvent} event @param {Living.Pointed} how */
        const tell = (event, how) => {
          const { left, top, width } = svg.getBoundingClientRect();
          const units = WIDTH / width;
          act(units * (event.clientX - left), units * (event.clientY - top), how);
          if (how === "hover" || how === "leave") change();
          else moved();
        };
        let grabbed = false;
        svg.addEventListener("pointerdown", (event) => {
          grabbed = event.target instanceof Element && event.target.matches(".handle");
          if (!grabbed) return;
          event.preventDefault(); // no text is marked
          svg.setPointerCapture(event.pointerId);
          svg.classList.add("dragged");
          tell(event, "grab");
        });
        svg.addEventListener("pointermove", (event) => {
          if (grabbed) tell(event, "drag");
          else if (event.pointerType === "mouse") tell(event, "hover");
        });
        for (const end of ["pointerup", "pointercancel"]) {
          svg.addEventListener(end, () => grabbed = false);
        }
        svg.addEventListener("pointerleave", (event) => tell(event, "leave"));
        svg.addEventListener("click", (event) => tell(event, "click"));
      },
      shows: (numbers) => Object.assign(place, { numbers }),
      task: (text) => words.append(element("p", "", element("strong", "", "Try."), " ", text)),
      answer: (text) => {
        foot.append(
          element("details", "", element("summary", "", "What to see"), element("p", "", text)),
        );
      },
      note: (text) => small.append(element("p", "", text)),
      longest: (text) => {
        says.textContent = text;
        keepRoom();
        says.textContent = "";
      },
      say: (text) => {
        const first = !says.textContent; // its words stand with the static figure
        says.textContent = text;
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (!first) aloud.textContent = text;
          keepRoom();
        }, REST);
      },
    };

    place.append(svg, says, controls, words, foot, small, aloud);
    const picture = make(frame);
    foot.append(again);
    Object.assign(place, { times });
    look(); // its words, too, take their room at once
    place.classList.remove("awaited");
    place.parentElement?.classList.add("has-living");

    const watch = new IntersectionObserver((entries) => {
      seen = entries[entries.length - 1].isIntersecting;
      if (seen && asked) requestAnimationFrame(look);
    }, { rootMargin: "200px" });
    watch.observe(place);
    again.addEventListener("click", () => {
      life.abort();
      watch.disconnect();
      clearTimeout(timer);
      const unfolded = [...place.querySelectorAll(".living-more")].map((fold) =>
        fold.hasAttribute("open")
      );
      place.replaceChildren();
      start(place, make);
      for (const [k, fold] of place.querySelectorAll(".living-more").entries()) {
        fold.toggleAttribute("open", unfolded[k]);
      }
      const first = place.querySelector("select, input");
      if (first instanceof HTMLElement) first.focus({ preventScroll: true });
      const told = place.querySelector(".living-aloud");
      setTimeout(() => told?.append("As at first."), REST);
    });
  };

  /** Scripts of data that were asked for. @type {Map<string, Promise<unknown>>} */
  const brought = new Map();

  /** @param {string} name */
  const bring = (name) => {
    const script = element("script");
    const root = document.documentElement.dataset.content_root ?? "./";
    script.src = `${root}_static/living/data/${name}.js`;
    document.head.append(script);
    return new Promise((done, failed) => {
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
    });
  };

  /** Act once: when the reader comes near an element, or before, when nothing else is to be done.
   * @param {Element} element @param {() => void} act */
  const whenNearOrIdle = (element, act) => {
    const once = () => {
      watch.disconnect();
      act();
      act = () => {};
    };
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) once();
    }, { rootMargin: "1500px" });
    watch.observe(element);
    const { saveData } = /** @type {any} */ (navigator).connection ?? {};
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    if (saveData) return;
    if (document.readyState === "complete") idle(once);
    else addEventListener("load", () => idle(once));
  };

  /** Give a figure at once the room that it had when this page was left, so that a reader who comes
   * back, or loads the page anew, finds the same lines; return what undoes it.
   * @param {HTMLElement} place @param {HTMLElement} parent */
  const takeRoom = (place, parent) => {
    const key = `rectified:room:${location.pathname}:${place.dataset.living}`;
    const undo = () => {
      place.style.minHeight = "";
      place.classList.add("awaited");
      parent.classList.remove("has-living");
    };
    undo();
    addEventListener("pagehide", () => {
      try {
        if (place.offsetHeight > 1) {
          sessionStorage.setItem(key, `${innerWidth} ${place.getBoundingClientRect().height}`);
        }
      } catch { /* nothing is kept */ }
    });
    try {
      const [width, height] = (sessionStorage.getItem(key) ?? "").split(" ");
      if (Number(width) === innerWidth) {
        place.style.minHeight = `${height}px`;
        place.classList.remove("awaited");
        parent.classList.add("has-living");
      }
    } catch { /* nothing is kept */ }
    return undo;
  };

  living.figure = (name, needs, make) => {
    const begin = () => {
      for (const place of document.querySelectorAll(`[data-living="${name}"]`)) {
        if (!(place instanceof HTMLElement && place.parentElement)) continue;
        place.hidden = false; // one can scroll to it, before anything stands there
        const undo = takeRoom(place, place.parentElement);
        whenNearOrIdle(place.parentElement, async () => {
          for (const data of needs) if (!brought.has(data)) brought.set(data, bring(data));
          await Promise.all(needs.map((data) => brought.get(data))).catch((error) => {
            undo();
            throw error;
          });
          place.style.minHeight = "";
          start(place, make);
        });
      }
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
  };

  /** How functions are written, and the powers of ten on an axis. */
  living.names = {
    sigmoid: "sigmoid",
    tanh: "tanh",
    relu: "ReLU",
    leaky_relu: "Leaky ReLU",
    elu: "ELU",
    selu: "SELU",
    softplus: "softplus",
    gelu: "GELU",
    swish: "Swish",
    identity: "identity",
  };
  living.power = (x) => {
    const power = Math.round(Math.log10(x));
    return power === 0
      ? "1"
      : power === 1
      ? "10"
      : `10${[...`${power}`].map((c) => UP[c]).join("")}`;
  };
}
