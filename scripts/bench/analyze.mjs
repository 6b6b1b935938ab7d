// How long `analyze` takes in wasm, from the call to plain objects, in Node and in Chromium.

import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { launch } from '../browsers.mjs';
import { ROOT } from '../run.mjs';
import { serve } from '../serve.mjs';

/**
 * Times `analyze` where it runs: this function is sent to the browser as it is.
 * @returns median milliseconds of one article, and of one text of a megabyte
 */
async function measure(entry, article) {
  const { createAnalyzer } = await import(entry);
  const wasim = await createAnalyzer();
  const bytes = (text) => new TextEncoder().encode(text).length;
  const large = article.repeat(Math.ceil(1e6 / bytes(article)));
  const median = (text, warm, runs) => {
    for (let i = 0; i < warm; i += 1) wasim.analyze(text);
    const times = [];
    for (let i = 0; i < runs; i += 1) {
      const start = performance.now();
      wasim.analyze(text);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
  };
  return { article: median(article, 50, 201), large: median(large, 3, 11), megabytes: bytes(large) / 1e6 };
}

function show(place, { article, large, megabytes }) {
  console.log(`  ${place.padEnd(22)} ${article.toFixed(2).padStart(8)} ms ${large.toFixed(0).padStart(10)} ms ${(megabytes / large * 1000).toFixed(1).padStart(8)} MB/s`);
}

/** Prints the medians of one article and of a megabyte. */
export async function timeAnalyze() {
  const article = readFileSync(join(ROOT, 'benches', 'article.txt'), 'utf8');
  const words = article.split(/\s+/).filter(Boolean).length;
  console.log(`\n  analyze, medians after warm-up; ${cpus()[0]?.model.trim() ?? 'unknown processor'}`);
  console.log(`  ${''.padEnd(22)} ${`${words} words`.padStart(11)} ${'1 MB'.padStart(13)}`);
  show(`Node ${process.versions.node}`, await measure(join(ROOT, 'pkg', 'inline.js'), article));
  const { url, close } = await serve({ root: join(ROOT, 'pkg') });
  const browser = await launch('chromium');
  try {
    const page = await browser.newPage();
    await page.goto(`${url}package.json`);
    show(await browser.version(), await page.evaluate(measure, '/index.js', article));
  } finally {
    await browser.close();
    await close();
  }
}
