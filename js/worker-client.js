// The entry `wasim/worker`: the same API with promises, the work in a worker.

import { WasimError, show } from './errors.js';
import { analyzeOptions, createOptions, highlightOptions, keywords, options, reportProblems, switches, text } from './options.js';
import { normalized } from './normalized.js';
import { Queue } from './queue.js';
import { workerUrl } from './worker-url.js';

export { WasimError } from './errors.js';

/**
 * @param {import('./worker-client.d.ts').WorkerOptions} [given]
 * @returns {Promise<import('./worker-client.d.ts').WorkerAnalyzer>}
 */
export async function createAnalyzer(given) {
  const { wasm, workerUrl: own, onProblem, ...rest } = createOptions(given, ['workerUrl']);
  if (typeof Worker !== 'function') {
    throw new WasimError('worker', 'this environment has no Worker; import from "wasim" (in Node inside a worker_threads worker, when it must not block)');
  }
  const module = await transferable(wasm ?? new URL('./wasim_bg.wasm', import.meta.url));
  const url = workerUrl(own ?? new URL('./worker.js', import.meta.url));
  const queue = new Queue(url, { wasm: module, ...rest });
  try {
    const { problems } = await queue.ask('problems', []);
    reportProblems(problems, onProblem, 'createAnalyzer');
  } catch (error) {
    queue.close();
    throw error;
  }
  return new WorkerAnalyzer(queue);
}

class WorkerAnalyzer {
  #queue;

  constructor(queue) {
    this.#queue = queue;
  }

  async analyze(source, given) {
    const { signal, rest } = split(given, 'analyze');
    const { onProblem, ...own } = analyzeOptions(rest);
    const args = [text(source, 'analyze'), own];
    const { value, problems } = await this.#queue.ask('analyze', args, signal);
    reportProblems(problems, onProblem, 'analyze');
    return value;
  }

  async normalize(source, given) {
    const { signal, rest } = split(given, 'normalize');
    const args = [text(source, 'normalize'), switches(rest, 'normalize', 'options')];
    const { value } = await this.#queue.ask('normalize', args, signal);
    return normalized(...value);
  }

  async sentences(source, given) {
    const { signal, rest } = split(given, 'sentences');
    options(rest, 'sentences', []);
    const { value } = await this.#queue.ask('sentences', [text(source, 'sentences')], signal);
    return value;
  }

  async highlight(source, terms, given) {
    const { signal, rest } = split(given, 'highlight');
    const { matching, onProblem } = highlightOptions(rest);
    const args = [text(source, 'highlight'), keywords(terms, 'highlight'), matching];
    const { value, problems } = await this.#queue.ask('highlight', args, signal);
    reportProblems(problems, onProblem, 'highlight');
    return value;
  }

  /** Stops the worker. What is still asked is answered with an error. Calling it again does nothing. */
  dispose() {
    this.#queue.close();
  }
}

/** The AbortSignal of the options, and the rest of them, which are checked as on the main entry. */
function split(given, method) {
  if (given === undefined || given === null || typeof given !== 'object') return { signal: null, rest: given };
  const { signal = null, ...rest } = given;
  if (signal !== null && !(signal instanceof AbortSignal)) {
    throw new WasimError('argument', `${method}: signal must be an AbortSignal, but it is ${show(signal)}`);
  }
  return { signal, rest: Array.isArray(given) ? given : rest };
}

/** What can be posted to a worker: an address counts from this page, a Response is read here. */
async function transferable(wasm) {
  if (wasm instanceof URL) return wasm.href;
  if (typeof wasm === 'string') return new URL(wasm, globalThis.document?.baseURI ?? globalThis.location?.href).href;
  if (typeof Response === 'function' && wasm instanceof Response && wasm.ok) return wasm.arrayBuffer();
  if (typeof Response === 'function' && wasm instanceof Response) {
    throw new WasimError('wasm-fetch', `${wasm.url || 'the Response given as "wasm"'} was answered with ${wasm.status}`);
  }
  return wasm;
}
