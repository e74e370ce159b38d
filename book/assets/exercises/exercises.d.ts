// The types of what the scripts of the exercises share, and of what the build tells them.

declare namespace Exercises {
  /** A verdict in words: its paragraphs in HTML, as the build has worded them, or as nodes. */
  type Verdict = {
    correct: boolean;
    status: string;
    misconception: string | null;
    sign: string;
    title: string;
    paragraphs: (string | Node)[];
    rows: [string, string][];
  };
  /** Verdicts on each choice of letters, such as "a" or "acd", in the order of the alphabet. */
  type Choice = { verdicts: Record<string, Verdict> };
  /** What a number is compared with, in this order; the rows of the verdicts are made anew. */
  type Plain = {
    value: number;
    relative: number;
    absolute: number;
    right: Verdict;
    stored: [number, Verdict][];
    sign: Verdict;
    negative: Verdict;
    other: Verdict;
  };
  type Known = {
    key: string;
    label: string;
    why: string;
    read: string;
    next: string;
    choice?: Choice;
    number?: Plain;
  };
  type Page = { chapter: string; totals: Record<string, number>; exercises: Record<string, Known> };
  type Judge = {
    read(text: string): number | null;
    written(x: number): string;
    ofChoice(choice: Choice, letters: string[]): Verdict | null;
    ofNumber(plain: Plain, text: string): Verdict | null;
  };
  type Notes = {
    solved: Map<string, string>;
    tried: Map<string, number>;
    seen: Set<string>;
    met: Set<string>;
  };
  type Progress = {
    notes(): Notes;
    keeps(): boolean;
    solve(key: string): void;
    tryOnce(key: string): void;
    see(key: string): void;
    meet(key: string, what: string): void;
    text(): string;
    take(text: string): number;
    forget(): void;
    total(totals: Record<string, number>): void;
    onChange(tell: () => void): void;
  };
  type Live = {
    wake(): Promise<typeof import("../live/page.js")>;
    isFile: boolean;
    server: string;
    lost: string;
  };
}

declare var exerciseJudge: Exercises.Judge;
declare var exerciseProgress: Exercises.Progress;
declare var live: Exercises.Live;
