// The types of what the scripts of living figures share, in one global object.

declare namespace Living {
  type Random = { random(): number; normal(): number };
  type Draw = (n: number, variance: number, rng: Random) => Float64Array;
  type Initializer = (n_in: number, n_out: number, rng: Random, n?: number) => Float64Array;
  type Activation = {
    value(z: number, alpha?: number): number;
    slope(z: number, a: number, alpha?: number): number;
    negativeSlope?: number;
    learned?: boolean;
  };
  type Network = {
    sizes: number[];
    f: Activation;
    output: string;
    W: Float64Array[];
    b: Float64Array[];
    alpha: Float64Array[];
    parameters: Float64Array[];
  };
  type Start = { initializer?: Initializer; bias?: Initializer; output?: string; seed?: number };
  type Pass = { n: number; z: Float64Array[]; a: Float64Array[] };
  type Judged = { loss: number; delta: Float64Array };
  type Blame = { loss: number; delta: Float64Array[]; above: Float64Array[] };
  type Gradients = {
    loss: number;
    delta: Float64Array[];
    W: Float64Array[];
    b: Float64Array[];
    alpha: Float64Array[];
    parameters: Float64Array[];
  };
  type Options = Record<string, number>;
  type Step = (theta: Float64Array[], gradient: Float64Array[]) => void;

  type Axis = {
    min: number;
    max: number;
    title: string;
    ticks: number[];
    log?: boolean;
    format?: (value: number) => string;
  };
  type Plot = {
    x(value: number): number;
    y(value: number): number;
    axes(ends?: Partial<Axis>, heights?: Partial<Axis>): void;
    path(xs: ArrayLike<number>, ys: ArrayLike<number>): string;
    half(score: (point: number[]) => number, sign: number): string;
    inside(): Element;
  };
  type PlotOptions = {
    top: number;
    height: number;
    left?: number;
    right?: number;
    x: Axis;
    y: Axis;
  };
  type MakePlot = (svg: Element, options: PlotOptions) => Plot;
  type SliderOptions = {
    label: string;
    min: number;
    max: number;
    step: number;
    value: number;
    format?: (value: number) => string;
    act?: (value: number) => void;
  };
  /** `update` writes its number anew, for a format that depends on something else. */
  type Slider = { value: number; max: number; enabled: boolean; update(): void };
  type ChoiceOptions = {
    label: string;
    options: Record<string, string>;
    value: string;
    act?: (value: string) => void;
  };
  type Frame = {
    readonly WIDTH: number;
    readonly svg: Element;
    /** Whether the reader wants less motion: then only the last of several pictures is drawn. */
    readonly calm: boolean;
    /** Says when the figure begins anew, "as at first": for what it listens to outside. */
    readonly ended: AbortSignal;
    draw(name: string, attributes: Record<string, string | number>, parent?: Element): Element;
    /** Have the picture drawn anew, when the screen next shows one. */
    change(): void;
    plot(options: PlotOptions): Plot;
    height(units: number): void;
    /** What is added after this stands in a fold with this title. */
    more(title: string): void;
    slider(options: SliderOptions): Slider;
    choice(options: ChoiceOptions): { value: string };
    button(label: string, act: () => void): HTMLButtonElement;
    /** Tell where a mouse or a finger is, in units of the drawing. */
    pointer(act: (x: number, y: number, how: Pointed) => void): void;
    /** What to try. */
    task(text: string): void;
    /** What one can see then: in a fold, because one guesses first. */
    answer(text: string): void;
    /** Where numbers and pictures come from, in small print. */
    note(text: string): void;
    /** The picture in words and numbers: written at once, said aloud when nothing changes. */
    say(text: string): void;
    /** Keep room for words that are longer than the first ones. */
    longest(text: string): void;
    /** What the picture shows, for tests. */
    shows(numbers: Record<string, unknown>): void;
  };
  /** A mouse passes over the drawing or leaves it, something on it is clicked, a handle is grabbed
   * and drawn. */
  type Pointed = "hover" | "leave" | "click" | "grab" | "drag";
  type Figure = (frame: Frame) => () => void;
  type Board = { rates: number[]; dead: number[]; reads: number[]; units: number[][][] };
  type Codes = { dead: number[]; area: number[]; answers: number[][]; back: string[][] };
  type Images = { levels: string; labels: string; mean: number[]; sd: number[] };
  type Signals = { spread: number[]; blame: number[] };
}

interface Living {
  random(seed: number): Living.Random;
  activations: Record<string, (parameter?: number) => Living.Activation>;
  initializers: Record<string, (options?: Living.Options) => Living.Initializer>;
  network(sizes: number[], f: Living.Activation, start?: Living.Start): Living.Network;
  forward(net: Living.Network, X: Float64Array, n: number): Living.Pass;
  blame(net: Living.Network, record: Living.Pass, y: ArrayLike<number>): Living.Blame;
  backward(net: Living.Network, record: Living.Pass, y: ArrayLike<number>): Living.Gradients;
  optimizers: Record<string, (options?: Living.Options) => Living.Step>;
  ramp: {
    X: Float64Array;
    Y: Float64Array;
    gradient(f: Living.Activation, w: number, b: number): [number, number];
  };

  figure(name: string, needs: string[], make: Living.Figure): void;
  write(x: number, digits?: number): string;
  power(x: number): string;
  names: Record<string, string>;

  digits: Living.Images & { usual: Record<string, Living.Signals> };
  life: Living.Images & { batches: number[][] };
  boards: Record<string, Record<string, Living.Board>>;
  parts: Record<string, number[]>;
  moved: {
    levels: string;
    labels: string;
    answers: Record<string, string[]>;
    shares: Record<string, number[]>;
  };
  noise: {
    levels: string[];
    pictures: string[][];
    answers: Record<string, string[]>;
    shares: Record<string, Record<string, number[]>>;
  };
  codes: { images: string[]; kinds: Record<string, Living.Codes> };
  gates: Record<string, { y: number[]; bound: number | null }>;
  inks: { points: [number, number][]; labels: string };
}

// deno-lint-ignore no-var
declare var living: Living;
