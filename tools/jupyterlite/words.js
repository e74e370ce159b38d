// @ts-check
// While Python starts, which takes half a minute, a reader is told so.
import { Bar } from "./bar.js";

const WORDS =
  "Python is starting, which takes about half a minute. What you run now, marked [*], " +
  "runs then.";

/** @param {import("./start.js").App} app */
export const tellOfStart = ({ shell }) => {
  const bar = new Bar();
  const tell = () => {
    const session = shell.currentWidget?.sessionContext;
    session?.statusChanged.connect(tell); // the same slot a second time counts once
    const { status = "unknown" } = session?.session?.kernel ?? {};
    const starts = /^(?:unknown|starting|(?:auto)?restarting)$/.test(status);
    if (session && starts) bar.say(WORDS);
    else bar.close();
  };
  shell.currentChanged.connect(tell);
  tell();
};
