// @ts-check
// Makes packs of wheels, compiled in Pyodide for Pyodide, and a picture of its memory once it has
// started. deno run compile_packages.js JOB, a file in JSON of the type below.
/** @typedef {{ pyodide: string, wheels: { from: string, to: string, keep: boolean }[],
 *   snapshot: string | null, imports: string[] }} Job */

/** @type {any} what Deno gives its programs, its own and Node's */
const { Deno: deno, process } = globalThis;
const { createRequire } = process.getBuiltinModule("node:module");
/** @type {Job} */
const job = JSON.parse(deno.readTextFileSync(deno.args[0]));
const folder = new URL(`file://${job.pyodide}/`);

// Pyodide takes Deno for Node, and asks for what only Node's older modules have.
Object.assign(globalThis, { require: createRequire(folder), __dirname: job.pyodide });
const { loadPyodide } = await import(new URL("pyodide.mjs", folder).href);
const options = { indexURL: `${job.pyodide}/`, env: { HOME: "/tmp", PYTHONHASHSEED: "0" } };

const python = await loadPyodide(options);
python.runPython(deno.readTextFileSync(new URL("compile_wheel.py", import.meta.url)));
const packed = python.runPython("lambda wheel, keep: packed(wheel.to_bytes(), keep)");
for (const { from, to, keep } of job.wheels) {
  const bytes = packed(deno.readFileSync(from), keep);
  deno.writeFileSync(to, bytes.toJs());
  bytes.destroy();
}

if (job.snapshot) {
  const fresh = await loadPyodide({ ...options, _makeSnapshot: true });
  fresh.runPython(`import ${job.imports.join(", ")}`);
  const memory = new Blob([fresh.makeMemorySnapshot()]).stream();
  const small = await new Response(memory.pipeThrough(new CompressionStream("gzip"))).bytes();
  deno.writeFileSync(job.snapshot, small);
}
