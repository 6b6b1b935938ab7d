/** Long work in short pieces, so that the page answers in between. */

/** Milliseconds of work between two chances for the browser to draw and listen. */
const BUDGET = 8;

/** Lets the browser do what waits: input first, then drawing. */
export function breathe() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Calls `work(i)` for `0..count` in slices. `onSlice` hears after each slice which share is done.
 * Rejects with `signal.reason` when it is aborted.
 */
export async function inSlices(count, work, { signal, onSlice } = {}) {
  let started = performance.now();
  for (let i = 0; i < count; i += 1) {
    work(i);
    if (performance.now() - started < BUDGET) continue;
    onSlice?.((i + 1) / count);
    await breathe();
    signal?.throwIfAborted();
    started = performance.now();
  }
}
