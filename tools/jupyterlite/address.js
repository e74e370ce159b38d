// @ts-check
// The address names the notebook that is open, so that a reload opens it again.

/** @param {import("./start.js").App} app */
export const keepAddress = ({ shell }) => {
  const note = () => {
    const { context } = shell.currentWidget ?? {};
    if (!context) return;
    context.pathChanged.connect(note); // the same slot a second time counts once
    const path = context.path.split("/").map(encodeURIComponent).join("/");
    history.replaceState(history.state, "", `${location.pathname}?path=${path}`);
  };
  shell.currentChanged.connect(note);
  note();
};
