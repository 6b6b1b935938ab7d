/** From a text to a marked text: waits, analyses, paints, and can be stopped. */

import { byId } from './element.js';
import { analyse, start } from './engine.js';
import { parseKeywords } from './keywords.js';
import { lettersJoin } from './joining.js';
import { parseNames } from './names.js';
import { outlineOf, paintedOf } from './outline.js';
import { breathe } from './slices.js';
import { get, set } from './state.js';
import { paintSpans, showText } from './view.js';

/** Milliseconds after the last key before a typed text is analysed. */
const PAUSE = 180;
/** From this length on, the text is shown before it is analysed. */
const LONG = 20_000;

let timer = 0;
/** Ends what is being shown; the work in the worker goes on unless `stop` ends it too. */
let run = new AbortController();
/** Ends the work in the worker, which costs a new worker: for long texts, and when the user says so. */
let stop = new AbortController();
let current = Promise.resolve();
let range = 'name';
/** Length of the text that the worker has in hand. */
let pending = 0;

/** Starts the analyser and learns how marks may be cut in this browser. */
export async function startMarking() {
  range = lettersJoin() ? 'name' : 'word';
  set({ phase: 'starting', failure: null });
  try {
    await start();
    set({ phase: 'ready' });
    if (get().text) await markNow();
  } catch (failure) {
    set({ phase: 'failed', failure });
  }
}

/** Asks the worker, and remembers how long a text it has in hand. */
async function ask({ text, keywordSource, nameSource }) {
  pending = text.length;
  try {
    const own = { keywords: parseKeywords(keywordSource), lexicon: parseNames(nameSource) };
    return await analyse(text, own, stop.signal);
  } finally {
    pending = 0;
  }
}

/** Brings the state's text and marks into the page. A long text is shown before it is analysed. */
async function work(signal) {
  const { text, keywordSource, nameSource } = get();
  const root = byId('text');
  const long = text.length > LONG;
  set({ phase: 'analysing', progress: null, selection: null });
  root.classList.toggle('long', long);
  if (long) {
    await breathe();
    signal.throwIfAborted();
    await showText(root, text, { long, signal });
  }
  const { analysis, problems } = await ask({ text, keywordSource, nameSource });
  signal.throwIfAborted();
  // Each step of a long text is a task of its own: the page may draw and listen in between.
  const rest = long ? breathe : () => {};
  await rest();
  const spans = paintedOf(analysis, range);
  await rest();
  const outline = outlineOf(text, analysis, spans);
  set({ phase: 'painting' });
  await rest();
  await showText(root, text, { long, signal });
  await paintSpans(spans, { signal, onSlice: (progress) => set({ progress }) });
  signal.throwIfAborted();
  const refused = (given) => problems.filter(({ option }) => option === given);
  set({ outline, keywordProblems: refused('keywords'), nameProblems: refused('lexicon'), phase: 'ready', progress: null });
}

/** Shows the text without marks: there is no answer to it. */
async function showPlain(signal) {
  const { text } = get();
  try {
    await showText(byId('text'), text, { long: text.length > LONG, signal });
    await paintSpans([], { signal });
  } catch (failure) {
    if (!signal.aborted) throw failure;
  }
}

/** Marks the text as it is now; what an earlier call does is dropped. */
export function markNow() {
  clearTimeout(timer);
  run.abort();
  if (pending > LONG) stop.abort();
  run = new AbortController();
  stop = new AbortController();
  const { signal } = run;
  const earlier = current;
  // Two runs never work on the view at once: the earlier one ends at its next slice.
  current = (async () => {
    await earlier;
    if (signal.aborted || get().phase === 'starting') return;
    try {
      await work(signal);
    } catch (failure) {
      if (signal.aborted) return;
      set({ phase: 'failed', failure, progress: null, outline: null, selection: null });
      await showPlain(signal);
    }
  })();
  return current;
}

/** Marks the text when the typing pauses. */
export function markSoon() {
  clearTimeout(timer);
  if (get().phase !== 'starting') set({ phase: 'typing' });
  timer = setTimeout(markNow, PAUSE);
}

/** Stops; the whole text stays, without marks. */
export function cancel() {
  clearTimeout(timer);
  run.abort();
  stop.abort();
  set({ phase: 'cancelled', progress: null, outline: null, selection: null });
  run = new AbortController();
  const { signal } = run;
  const earlier = current;
  current = (async () => {
    await earlier;
    await showPlain(signal);
  })();
}
