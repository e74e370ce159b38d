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
