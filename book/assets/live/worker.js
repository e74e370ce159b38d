// @ts-check
// Python beside the page: loads Pyodide, brings in packages when they are needed, runs cells.
import { open } from "./stores.js";

/** @typedef {import("./python.js").Settings & { folder: string, packages: string[] }} Start
 * @typedef {{ file_name: string, depends: string[], imports: string[], install_dir: string }} Entry */

/** @type {any} Pyodide, whose types stand beside the pages in no file */
let python;
/** @type {any} the Shell of shell.py */
let shell;

/** @param {object} message */
const tell = (message) => postMessage(message);

/** Start Python as the build says. @param {Start} settings */
const start = async (settings) => {
  const base = new URL(settings.pyodide, settings.folder).href;
  const store = await open(settings.folder, settings.version, [base, settings.folder]);
  globalThis.fetch = store.fetch; // Pyodide's own requests too

  tell({ words: "Python is starting: its parts are fetched …" });
  const lockAddress = new URL("pyodide-lock.json", settings.ours ? settings.folder : base).href;
  const lock = store.fetch(lockAddress).then((answer) => answer.json());
  const code = store.fetch(new URL("shell.py", import.meta.url)).then((answer) => answer.text());
  let [here, all] = [0, settings.wheels.length];
  /** Fetch a part, and say how far it is. @param {string} address */
  const fetched = async (address) => {
    const bytes = await opened(store, address);
    tell({ words: `Python is starting: its parts are fetched, ${++here} of ${all} are here …` });
    return bytes;
  };
  const first = lock.then(({ packages }) => {
    const entries = closure(packages, settings.packages);
    all += entries.length;
    const from = settings.ours ? settings.folder : base;
    return Promise.all(entries.map(({ file_name }) => fetched(new URL(file_name, from).href)));
  });
  const wheels = settings.wheels.map((name) => new URL(name, settings.folder).href);
  const own = Promise.all(wheels.map(fetched));

  const { loadPyodide } = await import(new URL("pyodide.mjs", base).href);
  const options = { indexURL: base, lockFileURL: lockAddress, env: { HOME: "/tmp" } };
  python = await fromSnapshot(loadPyodide, options, settings, store) ?? await loadPyodide(options);
  python.registerJsModule("_page", {
    send: (/** @type {string} */ output) => tell({ output: JSON.parse(output) }),
    bring: (/** @type {string} */ name) => bring(name),
  });
  const module = python.runPython("import types; types.ModuleType('shell')");
  python.runPython(await code, { globals: module.__dict__, filename: "shell.py" });

  const { packages } = await lock;
  const known = Object.values(packages);
  /** @type {Set<string>} files that are unpacked */
  const there = new Set();
  /** Put the files of a package or wheel into a folder; return their paths.
   * @param {string} file @param {Uint8Array} bytes @param {string} place @returns {string[]} */
  const lay = (file, bytes, place) =>
    file.endsWith(".pack") ? layPack(bytes, place) : module.unpack(bytes, place).toJs();
  /** Unpack a package. @param {Entry} entry @param {Uint8Array} bytes */
  const unpack = (entry, bytes) => {
    there.add(entry.file_name);
    const place = entry.install_dir === "dynlib" ? "/usr/lib" : module.SITE;
    const paths = lay(entry.file_name, bytes, place);
    if (entry.install_dir === "dynlib") paths.forEach(loadLibrary);
  };
  /** Bring a package in while Python waits for it: what `import` asks for.
   * @param {string} name */
  const bring = (name) => {
    const wanted = known.find(({ imports }) => imports.includes(name));
    if (!wanted) return false;
    const names = Object.keys(packages).filter((key) => packages[key] === wanted);
    for (const entry of closure(packages, names)) {
      if (there.has(entry.file_name)) continue;
      tell({ words: `Python needs ${entry.file_name.split("-")[0]}, which is fetched …` });
      const address = new URL(entry.file_name, settings.ours ? settings.folder : base).href;
      const bytes = store.bytesNow(address);
      unpack(entry, address.endsWith(".pack") ? module.gunzip(bytes).toJs() : bytes);
    }
    return true;
  };

  const [bytes, others] = await Promise.all([first, own]);
  tell({ words: "Python is starting: its packages are unpacked …" });
  for (const [k, entry] of closure(packages, settings.packages).entries()) unpack(entry, bytes[k]);
  for (const [k, wheel] of others.entries()) {
    const paths = lay(wheels[k], wheel, module.SITE);
    module.note_source(paths, wheels[k]); // beside which its data stand
  }
  shell = module.Shell();
  tell({ words: "Python is starting: it imports what this page needs …" });
  shell.warm(settings.packages);
  tell({ ready: true });
};

/** Start Pyodide from the picture of its memory, sooner than from nothing; null where that fails.
 * @param {(options: object) => Promise<any>} loadPyodide @param {object} options
 * @param {Start} settings @param {import("./stores.js").Store} store */
const fromSnapshot = async (loadPyodide, options, { snapshot, folder }, store) => {
  if (!snapshot) return null;
  try {
    const _loadSnapshot = await gunzipped(await store.bytes(new URL(snapshot, folder).href));
    return await loadPyodide({ ...options, _loadSnapshot });
  } catch (error) {
    console.warn("Python starts without its snapshot:", error);
    return null;
  }
};

/** The bytes of a file, those of a pack no longer compressed.
 * @param {import("./stores.js").Store} store @param {string} address */
const opened = async (store, address) => {
  const bytes = await store.bytes(address);
  return address.endsWith(".pack") ? gunzipped(bytes) : bytes;
};

/** @param {Uint8Array<ArrayBuffer>} bytes */
const gunzipped = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** Write the files of a pack, which compile_wheel.py describes; return their paths.
 * @param {Uint8Array} bytes not compressed @param {string} place a folder */
const layPack = (bytes, place) => {
  const { FS } = python;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  /** @type {[string, number][]} */
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let start = 4 + length;
  const folders = new Set();
  return index.map(([name, size]) => {
    const path = `${place}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(folder)) FS.mkdirTree(folder);
    folders.add(folder);
    FS.writeFile(path, bytes.subarray(start, start += size), { canOwn: true });
    return path;
  });
};

/** The entries of packages and of all they depend on, those first, as far as the lock has them.
 * @param {Record<string, Entry>} packages @param {string[]} names @returns {Entry[]} */
const closure = (packages, names) => {
  /** @type {Set<Entry>} */
  const found = new Set();
  const visit = (/** @type {string} */ name) => {
    const entry = packages[name.toLowerCase().replace(/[-_.]+/g, "-")];
    if (!entry || found.has(entry)) return;
    entry.depends.forEach(visit);
    found.add(entry);
  };
  names.forEach(visit);
  return [...found];
};

/** Load a library that packages are linked to. @param {string} path */
const loadLibrary = (path) => {
  const { loadDynamicLibrary, LDSO, FS } = python._module;
  const fs = {
    findObject: (/** @type {string} */ name) => FS.findObject(name),
    readFile: (/** @type {string} */ name) => FS.readFile(name),
  };
  const how = { loadAsync: false, nodelete: true, allowUndefined: true, global: true, fs };
  loadDynamicLibrary(path, how, null);
  LDSO.loadedLibsByName[path.replace(/.*\//, "")] = LDSO.loadedLibsByName[path];
};

/** @param {{ name: string, code: string, notes?: string, check?: import("./python.js").Check }} cell
 * notes: what the page's reader has solved, where there are exercises */
const run = async ({ name, code, notes, check }) => {
  if (notes !== undefined) shell.note(notes);
  if (check) {
    const { exercise, given, others } = check;
    const verdict = JSON.parse(await shell.check(name, code, exercise, given, others));
    tell({ done: { failed: false, verdict } });
  } else tell({ done: { failed: await shell.run(name, code) } });
};

addEventListener("message", async ({ data }) => {
  try {
    if (data.start) await start(data.start);
    else await run(data.run);
  } catch (error) {
    console.warn(error);
    const words = String(/** @type {Error} */ (error)?.message ?? error).trim().split("\n").at(-1);
    if (data.start) tell({ failed: `Python did not start: ${words}. Run tries again.` });
    else tell({ broken: `Python itself broke and has to start again: ${words}` });
  }
});
