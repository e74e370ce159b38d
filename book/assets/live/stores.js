// @ts-check
// The files of Python, kept by this browser from one visit to the next.

/** @typedef {Awaited<ReturnType<typeof open>>} Store */

const PREFIX = "rectified-python:"; // as start.js has it

/** Open the store of these pages, and drop that of their older versions.
 * @param {string} folder the address of Python's files, which names the pages
 * @param {string} version of these files
 * @param {string[]} bases what begins with one of these addresses is kept */
export const open = async (folder, version, bases) => {
  const plain = globalThis.fetch.bind(globalThis);
  const { pathname } = new URL(folder);
  const cache = await opened(`${PREFIX}${pathname}:`, version);

  /** @type {typeof globalThis.fetch} */
  const fetch = async (input, options) => {
    const address = String(input instanceof Request ? input.url : input);
    if (!cache || !bases.some((base) => address.startsWith(base))) return plain(input, options);
    const kept = await cache.match(address);
    if (kept) return kept;
    const answer = await plain(input, options);
    if (answer.ok) cache.put(address, answer.clone()).catch(() => {}); // no room: it works without
    return answer;
  };

  return {
    fetch,

    /** The bytes at an address. @param {string} address */
    async bytes(address) {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address} answered with status ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    },

    /** The bytes at an address, while all waits: only a worker may do so.
     * @param {string} address */
    bytesNow(address) {
      const request = new XMLHttpRequest();
      request.open("GET", address, false);
      request.responseType = "arraybuffer";
      request.send();
      if (request.status !== 200) {
        throw new Error(`${address} answered with status ${request.status}`);
      }
      return new Uint8Array(request.response);
    },
  };
};

/** The cache of this version; null where a browser keeps nothing.
 * @param {string} prefix @param {string} version */
const opened = async (prefix, version) => {
  try {
    const { caches } = globalThis;
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix) && name !== prefix + version) await caches.delete(name);
    }
    return await caches.open(prefix + version);
  } catch {
    return null;
  }
};
