// @ts-check
// What the course adds to JupyterLite, once that is there.
import { keepAddress } from "./address.js";
import { watchCopies } from "./copies.js";
import { tellOfStart } from "./words.js";

/** What is used here of JupyterLab, which has no types beside it.
 * @typedef {{ connect: (slot: () => void) => void }} Signal
 * @typedef {{ cells: { cell_type: string, source: string | string[] }[] }} Notebook
 * @typedef {{ path: string, pathChanged: Signal, ready: Promise<void>,
 *   model: { toJSON: () => Notebook, dirty: boolean } }} Context
 * @typedef {{ statusChanged: Signal, session: { kernel: { status: string } | null } | null }} Session
 * @typedef {{ context?: Context, sessionContext?: Session }} Widget
 * @typedef {{ get: (path: string) => Promise<object>, delete: (path: string) => Promise<void>,
 *   save: (path: string, model: object) => Promise<object> }} Contents
 * @typedef {{ restored: Promise<void>, serviceManager: { contents: Contents },
 *   shell: { currentWidget: Widget | null, currentChanged: Signal } }} App */

/** @returns {Promise<App>} */
const application = async () => {
  const { jupyterapp } = /** @type {any} */ (window);
  if (jupyterapp) return jupyterapp;
  await new Promise((done) => setTimeout(done, 100));
  return application();
};

const app = await application();
await app.restored;
keepAddress(app);
tellOfStart(app);
watchCopies(app);
