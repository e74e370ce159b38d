// @ts-check
// Before anything of JupyterLite: where it cannot work, a reader is led to what can.
{
  const path = new URLSearchParams(location.search).get("path") ?? "";
  const [, name = "index"] = /^book\/(.+)\.ipynb$/.exec(path) ?? [];
  const page = `../../${name}.html#live-cells`;

  /** Instead of an empty page. */
  const sayWhatToDo = () => {
    document.body.innerHTML = `<main><h1>This page needs a server</h1>
      <p>It was opened as a file, and browsers do not let a file start Python.
      <a href="../../running.html#in-the-browser">How to open it so that it can</a>, or back to
      <a class="page">the page</a>.</p></main>`;
    /** @type {HTMLAnchorElement} */ (document.querySelector(".page")).href = page;
  };

  // JupyterLab needs room; a page's own cells run on a phone as well.
  const small = "(max-width: 576px), (max-height: 480px) and (pointer: coarse)";
  if (location.protocol === "file:") addEventListener("DOMContentLoaded", sayWhatToDo);
  else if (matchMedia(small).matches) location.replace(page);
}
