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

// A formula that is wider than the screen can be scrolled by the keyboard.
addEventListener("load", () => {
  for (const formula of document.querySelectorAll("div.math")) {
    const wide = formula.scrollWidth > formula.clientWidth;
    if (wide && formula instanceof HTMLElement) formula.tabIndex = 0;
  }
});

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
