// @ts-check
// On paper all colors are those of a light page. And the solutions of exercises stand behind all
// tasks, under a heading of their own: who reads a task should not see its answer. On the screen
// they stay where they are, folded.
{
  const page = document.documentElement.dataset;
  let theme = page.theme;
  /** @type {[Element, Comment][]} */
  const moved = [];
  /** @type {HTMLElement | undefined} */
  let section;

  addEventListener("beforeprint", () => {
    theme = page.theme;
    page.theme = "light";
  });
  addEventListener("afterprint", () => {
    page.theme = theme;
  });

  addEventListener("beforeprint", () => {
    const solutions = [...document.querySelectorAll("article details.solution")];
    if (!solutions.length || section) return;
    section = document.createElement("section");
    section.className = "solutions";
    section.innerHTML = "<h2>Solutions</h2>";
    for (const solution of solutions) {
      const place = document.createComment("");
      solution.replaceWith(place);
      moved.push([solution, place]);
      section.append(solution);
    }
    document.querySelector("article")?.append(section);
  });

  addEventListener("afterprint", () => {
    for (const [solution, place] of moved.splice(0)) place.replaceWith(solution);
    section?.remove();
    section = undefined;
  });
}
