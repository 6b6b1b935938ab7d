/** What the page knows. Everything that is shown is drawn from here. */

const state = {
  /** The interface: `ar` or `en`. */
  language: 'ar',
  /** The text that is read and marked. */
  text: '',
  /** Whether the text is too long for the paste box and stands in the reading view alone. */
  held: false,
  /** What the user wrote in the keyword box. */
  keywordSource: '',
  /** What the analyser refused: `{ index, term, message }`, the index among the keywords. */
  keywordProblems: [],
  /** What the user wrote in the box of names, and what the analyser refused of it. */
  nameSource: '',
  nameProblems: [],
  /** The outline of the marked text, or null while there is none. */
  outline: null,
  /** Kinds that are switched off. */
  hidden: new Set(),
  /** `starting`, `ready`, `typing`, `analysing`, `painting`, `cancelled` or `failed`. Ready: what is shown is what is written. */
  phase: 'starting',
  /** Share of the marks that are in the page while painting, or null. */
  progress: null,
  /** The error, when the analyser failed. */
  failure: null,
  /** What the reader looks at: `{ ids, ring, at }`, the spans under it and the mentions it cycles through. */
  selection: null,
};

const listeners = [];

/** The state; to be read, never written. */
export const get = () => state;

/** Changes the state and tells those who listen to any changed key, each once. */
export function set(patch) {
  const changed = Object.keys(patch).filter((key) => state[key] !== patch[key]);
  Object.assign(state, patch);
  for (const { keys, run } of listeners) if (keys.some((key) => changed.includes(key))) run(state);
}

/** Calls `run` whenever one of `keys` changes. */
export function on(keys, run) {
  listeners.push({ keys, run });
}
