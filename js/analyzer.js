// The analyser that the entries give out, over an engine that is loaded.

import { Analyzer as Engine, Normalized, sentences as engineSentences } from './wasim_glue.js';
import { WasimError } from './errors.js';
import { LAYERS, analyzeOptions, createOptions, highlightOptions, keywords, reportProblems, switches, text } from './options.js';
import { load } from './load.js';
import { normalized } from './normalized.js';
import { report } from './report.js';

/**
 * Makes `createAnalyzer` of an entry.
 * @param {() => unknown} defaultWasm the module that the entry brings
 */
export function creator(defaultWasm) {
  return async function createAnalyzer(given) {
    const { wasm, ...rest } = createOptions(given);
    await load(() => wasm ?? defaultWasm());
    return new Analyzer(rest);
  };
}

const NONE = Object.freeze({ keywords: null, key: null, engine: null });

class Analyzer {
  #engine;
  #matching;
  #normalize;
  /** The engine for the last keywords and lexicon given to a call: made once for many texts. */
  #other = NONE;

  constructor({ keywords, matching, lexicon, model, normalize, onProblem }) {
    // Wrong options are an error here, not at the first text.
    normalizedParts('', normalize);
    this.#normalize = normalize;
    this.#matching = matching;
    const bare = guard(() => new Engine(model), 'createAnalyzer, option "model"');
    let engine;
    try {
      engine = guard(() => bare.with(lists(keywords), matching, rows(lexicon)), 'createAnalyzer, option "matching"');
    } finally {
      bare.free();
    }
    try {
      reportProblems(engine.problems(), onProblem, 'createAnalyzer');
    } catch (error) {
      engine.free();
      throw error;
    }
    this.#engine = engine;
  }

  analyze(source, given) {
    const checked = text(source, 'analyze');
    const { layers, onProblem, ...other } = analyzeOptions(given, this.#other.keywords);
    const engine = this.#with(other, onProblem, 'analyze');
    const all = guard(() => report(...engine.analyze(checked)));
    for (const name of LAYERS) {
      if (!layers.includes(name)) all[name] = null;
    }
    return all;
  }

  normalize(source, given) {
    this.#alive();
    return normalized(...normalizedParts(text(source, 'normalize'), { ...this.#normalize, ...switches(given, 'normalize', 'options') }));
  }

  sentences(source) {
    this.#alive();
    const checked = text(source, 'sentences');
    return guard(() => report(...engineSentences(checked)).sentences);
  }

  highlight(source, terms, given) {
    const checked = text(source, 'highlight');
    const { matching, onProblem } = highlightOptions(given);
    const engine = this.#with({ keywords: keywords(terms, 'highlight', this.#other.keywords), matching, lexicon: null }, onProblem, 'highlight');
    return guard(() => report(...engine.highlight(checked)).keywords);
  }

  /** Frees the engine's memory. The analyser cannot be used afterwards; calling it again does nothing. */
  dispose() {
    this.#engine?.free();
    this.#other.engine?.free();
    this.#engine = null;
    this.#other = NONE;
  }

  #alive() {
    if (this.#engine === null) throw new WasimError('disposed', 'this analyser was disposed; make another with createAnalyzer');
  }

  /** The engine that looks for `keywords` and knows `lexicon`, or what the analyser has of its own where they are null. */
  #with({ keywords, matching, lexicon }, onProblem, method) {
    this.#alive();
    if (keywords === null && lexicon === null) return this.#engine;
    const all = { ...this.#matching, ...matching };
    const key = JSON.stringify([all, lexicon]);
    if (this.#other.key !== key || this.#other.keywords !== keywords) {
      const engine = guard(() => this.#engine.with(lists(keywords), all, rows(lexicon)), `${method}, option "matching"`);
      this.#other.engine?.free();
      this.#other = { keywords, key, engine };
    }
    reportProblems(this.#other.engine.problems(), onProblem, method);
    return this.#other.engine;
  }
}

/** Keywords and rows as the engine takes them: lists of strings. */
const lists = (keywords) => keywords?.map(({ term, group }) => [term, group]) ?? null;
const rows = (lexicon) =>
  Array.isArray(lexicon) ? lexicon.map(({ name, kind, country, aliases }) => [name, kind, country, ...aliases]) : lexicon;

/** What `normalized` makes its object of; plain, so that it crosses a worker boundary. */
export function normalizedParts(source, given) {
  const handle = guard(() => new Normalized(source, given), 'normalize');
  try {
    return [source.length, handle.text, [0, 1, 2, 3, 4].map((which) => handle.map(which))];
  } finally {
    handle.free();
  }
}

/**
 * Runs `work` in the engine. No text makes it fail, but memory can run out;
 * with `method` the engine may also refuse the options of that method.
 */
function guard(work, method = null) {
  try {
    return work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const stopped = cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError;
    if (method !== null && !stopped) throw new WasimError('option', `${method}: ${why}`, { cause });
    throw new WasimError('engine', `the engine stopped (${why}); the text may be too long for the memory of this device: cut it, or load the page again`, { cause });
  }
}
