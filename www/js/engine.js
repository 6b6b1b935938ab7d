/** The analyser in its worker: started once, asked, stopped. */

import { createAnalyzer } from '../wasim/worker-client.js';

/** What the page shows; sentences are asked for when they are wanted. */
const LAYERS = ['mentions', 'entities', 'quotes', 'keywords'];

let client = null;

/** Starts the worker, or gives the one that runs. */
export function start() {
  client ??= createAnalyzer().catch((error) => {
    client = null;
    throw error;
  });
  return client;
}

/**
 * Analyses `text` with the user's `keywords` and `lexicon`, as the package takes them;
 * what of them cannot be used comes back as `problems`, the others work. `signal` ends the work.
 */
export async function analyse(text, { keywords, lexicon }, signal) {
  const analyzer = await start();
  const problems = [];
  const onProblem = (problem) => problems.push(problem);
  const analysis = await analyzer.analyze(text, { layers: LAYERS, keywords, lexicon, onProblem, signal });
  return { analysis, problems };
}

/** The sentences of `text`. */
export async function sentences(text) {
  return (await start()).sentences(text);
}
