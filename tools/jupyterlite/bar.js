// @ts-check
// A line of words over JupyterLite, with buttons where there is something to choose. Several stand
// below each other.

const PLACE = `position: fixed; bottom: 2.5rem; left: 50%; transform: translateX(-50%);
  z-index: 10000; width: min(40rem, 90vw); display: grid; gap: .5rem;`;
const LOOK = `padding: .6rem 1rem; border-radius: .25rem;
  border: 1px solid var(--jp-border-color1); background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1); box-shadow: var(--jp-elevation-z6);
  font: var(--jp-ui-font-size1)/1.5 var(--jp-ui-font-family);`;

const place = document.createElement("div");
place.style.cssText = PLACE;
document.body.append(place);

export class Bar {
  constructor() {
    this.element = document.createElement("div");
    this.element.setAttribute("role", "status");
    this.element.style.cssText = LOOK;
    this.close();
    place.append(this.element);
  }

  /** @param {string} words @param {Record<string, () => void>} choices name of a button -> what it does */
  say(words, choices = {}) {
    this.element.textContent = words;
    for (const [name, act] of Object.entries(choices)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "jp-mod-styled jp-mod-minimal";
      button.style.textDecoration = "underline";
      button.textContent = name;
      button.addEventListener("click", act);
      this.element.append(" ", button);
    }
    this.element.hidden = false;
  }

  close() {
    this.element.hidden = true;
    this.element.textContent = "";
  }
}
