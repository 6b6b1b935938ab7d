// npm run bench: how fast everything is. `npm run bench -- NAME…` runs only what is named.

import { build } from './build.mjs';
import { timeAnalyze } from './bench/analyze.mjs';
import { showGrowth } from './bench/growth.mjs';
import { comparePeers } from './bench/peers.mjs';
import { compareSentences } from './bench/sentences.mjs';
import { Failure, script } from './run.mjs';

const SECTIONS = {
  /** One article and a megabyte, in Node and in Chromium. */
  analyze: timeAnalyze,
  /** Other tools on the same text, natively, in Node and in Chromium. */
  peers: comparePeers,
  /** Time and memory for a byte, from 10 KB to 10 MB. */
  growth: showGrowth,
  /** Which hard cases of sentence ends each tool has right; writes docs/sentences.md. */
  sentences: compareSentences,
};

await script(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0) throw new Failure(`there is no bench ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  await build();
  for (const name of names.length > 0 ? names : Object.keys(SECTIONS)) await SECTIONS[name]();
});
