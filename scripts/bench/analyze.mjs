// How long `analyze` takes in wasm, from the call to plain objects, in Node and in Chromium.

import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { launch } from '../browsers.mjs';
import { ROOT } from '../run.mjs';
import { serve } from '../serve.mjs';
import { nativeRows, newsFile } from './native.mjs';

/**
 * Times `analyze` where it runs: this function is sent to the browser as it is.
 * @returns median milliseconds of one article, and megabytes a second of two large texts: the
 *   article again and again, and news of which no two articles are alike
 */
async function measure(entry, article, news) {
  const { createAnalyzer } = await import(entry);
  const wasim = await createAnalyzer();
  const bytes = (text) => new TextEncoder().encode(text).length;
  const again = article.repeat(Math.ceil(1e6 / bytes(article)));
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
  const speed = (text) => bytes(text) / 1e3 / median(text, 3, 11);
  return { article: median(article, 50, 201), again: speed(again), news: speed(news) };
}

function show(place, { article, again, news }) {
  console.log(`  ${place.padEnd(22)} ${article.toFixed(2).padStart(8)} ms ${again.toFixed(1).padStart(15)} MB/s ${news.toFixed(1).padStart(13)} MB/s`);
}

/** Prints how fast one article is read and a megabyte, and what share quotes and entities have. */
export async function timeAnalyze() {
  const article = readFileSync(join(ROOT, 'benches', 'article.txt'), 'utf8');
  const words = article.split(/\s+/).filter(Boolean).length;
  console.log(`\n  analyze, medians after warm-up; ${cpus()[0]?.model.trim() ?? 'unknown processor'}`);
  const news = readFileSync(await newsFile(1_000_000), 'utf8');
  console.log(`  ${''.padEnd(22)} ${`${words} words`.padStart(11)} ${'1 MB, repeated'.padStart(20)} ${'1 MB, varied'.padStart(18)}`);
  show(`Node ${process.versions.node}`, await measure(join(ROOT, 'pkg', 'inline.js'), article, news));
  const { url, close } = await serve({ root: join(ROOT, 'pkg') });
  const browser = await launch('chromium');
  try {
    const page = await browser.newPage();
    await page.goto(`${url}package.json`);
    show(await browser.version(), await page.evaluate(measure, '/index.js', article, news));
  } finally {
    await browser.close();
    await close();
  }
  await showShare();
}

/** Quotes and entities: what the analysis takes more than mentions alone, natively. */
async function showShare() {
  const rows = (await nativeRows('mentions', 'analysis')).filter(({ bytes }) => bytes > 500_000 && bytes < 5e6);
  const [mentions, analysis] = ['mentions', 'analysis'].map((step) => rows.find((row) => row.step === step).nanoseconds);
  console.log(`\n  quotes and entities are ${Math.round(100 * (1 - mentions / analysis))} % of the analysis of 1 MB of varied news (native, ${(1e3 / analysis).toFixed(1)} MB/s)`);
}
