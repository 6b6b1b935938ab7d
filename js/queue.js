// Requests to a worker: one at a time, each with an id, each answered, ok or error.

import { WasimError } from './errors.js';

/**
 * One request runs in the worker, the others wait here. A waiting one is
 * cancelled by dropping it, the running one by ending the worker; the next
 * request starts it again.
 */
export class Queue {
  #url;
  #options;
  #worker = null;
  #running = null;
  #waiting = [];
  #lastId = 0;
  #closed = false;

  /** @param {string} url of the worker file @param {object} options of the analyser inside */
  constructor(url, options) {
    this.#url = url;
    this.#options = options;
  }

  /**
   * @param {string} method @param {unknown[]} args @param {AbortSignal | null} signal
   * @returns {Promise<{value: unknown, problems: object[]}>}
   */
  ask(method, args, signal = null) {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new WasimError('disposed', 'this analyser was disposed; make another with createAnalyzer');
      signal?.throwIfAborted();
      const request = this.#request(method, args, resolve, reject);
      const abort = () => this.#cancel(request, signal.reason);
      signal?.addEventListener('abort', abort, { once: true });
      request.forget = () => signal?.removeEventListener('abort', abort);
      this.#waiting.push(request);
      this.#next();
    });
  }

  /** Ends the worker and answers what is open with an error. */
  close() {
    this.#closed = true;
    this.#failAll(new WasimError('disposed', 'the analyser was disposed before it answered'));
  }

  #request(method, args, resolve, reject) {
    return { id: (this.#lastId += 1), method, args, resolve, reject, forget: () => {}, ahead: {} };
  }

  #next() {
    if (this.#running !== null || this.#waiting.length === 0) return;
    const fresh = this.#worker === null;
    // A new worker first makes its analyser; without one nobody can be answered.
    this.#running = fresh
      ? this.#request('create', [this.#options], ({ value }) => this.#keep(value), (error) => this.#failAll(error))
      : this.#waiting.shift();
    const { id, method, args } = this.#running;
    try {
      if (fresh) this.#start();
      this.#worker.postMessage({ id, method, args });
    } catch (cause) {
      this.#broken(cause);
    }
  }

  /** The next worker starts from the module that this one has compiled, without asking the network for it. */
  #keep(module) {
    this.#options = { ...this.#options, wasm: module };
  }

  #start() {
    this.#worker = new Worker(this.#url, { type: 'module', name: 'wasim' });
    this.#worker.onmessage = ({ data }) => this.#answer(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#broken(event.message || null);
    };
    this.#worker.onmessageerror = () => this.#broken('an answer could not be read');
  }

  #answer({ id, ok, error, layer, items, ...answer }) {
    const request = this.#running;
    if (request?.id !== id) return;
    if (items !== undefined) {
      (request.ahead[layer] ??= []).push(...items);
      return;
    }
    // After a trap the engine's memory is not to be trusted: the next request gets a new worker.
    if (!ok && error.code === 'engine') this.#stop();
    this.#running = null;
    request.forget();
    if (ok) {
      // What came ahead of the answer stands where the answer is empty.
      if (answer.value !== null) Object.assign(answer.value, request.ahead);
      request.resolve(answer);
    } else {
      request.reject(WasimError.fromPlain(error));
    }
    this.#next();
  }

  #broken(cause) {
    const request = this.#running;
    this.#stop();
    this.#running = null;
    request?.forget();
    const why = cause === null ? '' : ` (${cause instanceof Error ? cause.message : cause})`;
    request?.reject(new WasimError('worker', `the worker ${this.#url} failed${why}; check that the address is right and on the page's own origin, that it is served as JavaScript, and that the Content-Security-Policy allows it under worker-src`));
    this.#next();
  }

  #cancel(request, reason) {
    if (request === this.#running) {
      this.#stop();
      this.#running = null;
    } else {
      this.#waiting = this.#waiting.filter((other) => other !== request);
    }
    request.reject(reason);
    this.#next();
  }

  #failAll(error) {
    const open = this.#running === null ? this.#waiting : [this.#running, ...this.#waiting];
    this.#stop();
    this.#running = null;
    this.#waiting = [];
    for (const request of open) {
      request.forget();
      request.reject(error);
    }
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
