// mark.js in Chromium: how fast it matches, and what it makes of the cases of tests/mark_js.tsv.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from '../browsers.mjs';
import { ROOT } from '../run.mjs';
import { serve } from '../serve.mjs';

/** The sets of options that a user of mark.js would try. */
const OPTIONS = ['partially', 'exactly', 'complementary'].flatMap((accuracy) => [
  { accuracy, separateWordSearch: false }, { accuracy, separateWordSearch: true }]);

/**
 * Times mark.js, told to wrap nothing, and `highlight` on the same text in the same browser.
 * @returns seconds of each, and how many cases mark.js has right with its best set of options
 */
export async function markjs(text, terms) {
  const { url, close } = await serve({ root: join(ROOT, 'pkg') });
  const browser = await launch('chromium');
  try {
    const page = await browser.newPage();
    await page.goto(`${url}package.json`);
    // As source: our server's policy lets no page make a script element.
    await page.evaluate(readFileSync(join(ROOT, 'node_modules', 'mark.js', 'dist', 'mark.js'), 'utf8'));
    const seconds = await page.evaluate(time, text, terms);
    return { ...seconds, ...await page.evaluate(check, readCases(), OPTIONS) };
  } finally {
    await browser.close();
    await close();
  }
}

function readCases() {
  const lines = readFileSync(join(ROOT, 'tests', 'mark_js.tsv'), 'utf8').trim().split('\n').filter((line) => !line.startsWith('#')).slice(1);
  return lines.map((line) => line.split('\t')).map(([, terms, text, marked]) => ({ terms: terms.split('|'), text, marked: marked.split('|') }));
}

/** Runs in the page. */
async function time(text, terms) {
  const { createAnalyzer } = await import('/index.js');
  const wasim = await createAnalyzer();
  const article = document.createElement('div');
  for (const line of text.split('\n')) article.append(Object.assign(document.createElement('p'), { textContent: line }));
  document.body.replaceChildren(article);
  const best = (work, rounds) => Math.min(...Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  }));
  const { Mark } = globalThis;
  const options = { separateWordSearch: false, accuracy: 'exactly', filter: () => false };
  // It calls itself for each keyword: a thousand at once can overflow the stack.
  const lists = Array.from({ length: Math.ceil(terms.length / 100) }, (_, i) => terms.slice(100 * i, 100 * (i + 1)));
  return {
    markjs: best(() => lists.forEach((list) => new Mark(article).mark(list, options)), 3),
    wasim: best(() => wasim.highlight(text, terms), 30),
  };
}

/** Runs in the page. */
function check(cases, optionSets) {
  const right = optionSets.map((options) => cases.filter(({ terms, text, marked }) => {
    const element = Object.assign(document.createElement('p'), { textContent: text });
    new globalThis.Mark(element).mark(terms, options);
    const found = [...element.querySelectorAll('mark')].map((mark) => mark.textContent);
    return found.join('|') === marked.join('|');
  }).length);
  return { cases: cases.length, right: Math.max(...right) };
}
