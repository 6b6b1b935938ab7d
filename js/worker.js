// The worker: one engine, one request at a time, every request answered.
// Ships as one file, so that any bundler, or none, can serve it as it is.

import { creator, normalizedParts } from './analyzer.js';
import { WasimError } from './errors.js';
import { load } from './load.js';

const noModule = () => {
  throw new WasimError('worker', 'the worker was given no module');
};
const createAnalyzer = creator(noModule);

/** Items of a layer to a message: reading a long answer at once would block the page. */
const PIECE = 2000;

let analyzer = null;
let keywordProblems = [];
let normalize = {};

const METHODS = {
  async create(options) {
    const { problems, onProblem } = collect();
    analyzer = await createAnalyzer({ ...options, onProblem });
    keywordProblems = problems;
    normalize = options.normalize;
    return { value: await load(noModule), problems };
  },
  problems: () => ({ value: null, problems: keywordProblems }),
  analyze(text, options) {
    const { problems, onProblem } = collect();
    return { value: analyzer.analyze(text, { ...options, onProblem }), problems };
  },
  highlight(text, keywords, matching) {
    const { problems, onProblem } = collect();
    return { value: analyzer.highlight(text, keywords, { matching, onProblem }), problems };
  },
  // Functions do not cross: the client makes them again from these parts.
  normalize: (text, options) => ({ value: normalizedParts(text, { ...normalize, ...options }), problems: [] }),
  sentences: (text) => ({ value: analyzer.sentences(text), problems: [] }),
};

self.onmessage = async ({ data: { id, method, args } }) => {
  try {
    if (!Object.hasOwn(METHODS, method)) throw new WasimError('worker', `there is no method "${method}"`);
    const answer = await METHODS[method](...args);
    if (method === 'analyze') sendAhead(id, answer.value);
    self.postMessage({ id, ok: true, ...answer });
  } catch (error) {
    const known = error instanceof WasimError ? error : new WasimError('engine', String(error));
    self.postMessage({ id, ok: false, error: known.toPlain() });
  }
};

/** Sends the long layers of an analysis piece by piece, and leaves them empty. */
function sendAhead(id, analysis) {
  for (const [layer, items] of Object.entries(analysis)) {
    if (items === null || items.length <= PIECE) continue;
    for (let from = 0; from < items.length; from += PIECE) self.postMessage({ id, layer, items: items.slice(from, from + PIECE) });
    analysis[layer] = [];
  }
}

function collect() {
  const problems = [];
  return { problems, onProblem: (problem) => problems.push(problem) };
}
