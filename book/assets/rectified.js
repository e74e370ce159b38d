// @ts-check
// JupyterLite needs a server, be it one on this computer. On pages that were opened as files, its
// button leads to the page that says how to start one.
if (location.protocol === "file:") {
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll('a[href*="lite/lab/index.html"]')) {
      const address = link.getAttribute("href") ?? "";
      link.setAttribute("href", address.replace(/lite\/lab\/.*/, "running.html#in-the-browser"));
    }
  });
}

// A formula that is wider than its place can be scrolled, also by the keyboard: one between two
// lines, and one within a line that has no place to break. What is folded is looked at when it opens.
{
  /** @param {ParentNode} place */
  const findWide = (place) => {
    const wide = [...place.querySelectorAll("div.math, article span.math")].filter((formula) => {
      if (formula.tagName === "DIV") return formula.scrollWidth > formula.clientWidth;
      const room = formula.closest("p, li, dd, td")?.clientWidth;
      const parts = [...formula.querySelectorAll(".katex-base")];
      return room && parts.some((part) => part.getBoundingClientRect().width > room);
    });
    for (const formula of wide) {
      if (!(formula instanceof HTMLElement)) continue;
      formula.classList.add("wide");
      formula.tabIndex = 0;
    }
  };
  addEventListener("load", () => findWide(document));
  const opened = (/** @type {Event} */ event) => {
    if (event.target instanceof HTMLDetailsElement) findWide(event.target);
  };
  document.addEventListener("toggle", opened, true);
}

// Who has chosen a section in the contents of a small screen wants to see it.
{
  const dialog = document.getElementById("pst-secondary-sidebar-modal");
  dialog?.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element && dialog instanceof HTMLDialogElement)) return;
    if (target.closest("a[href^='#']")) dialog.close();
  });
}

// The search is fetched when somebody turns to it: its scripts, in their order.
{
  const dialog = document.getElementById("pst-search-dialog");
  const fetchAll = () => {
    for (const name of ["sections", "rank", "show"]) {
      const script = document.createElement("script");
      script.async = false;
      script.src = `${document.documentElement.dataset.content_root}_static/search/${name}.js`;
      document.head.append(script);
    }
  };
  const onItsOwnPage = document.querySelector(".bd-search-container");
  if (dialog && !onItsOwnPage) dialog.addEventListener("focusin", fetchAll, { once: true });
}
