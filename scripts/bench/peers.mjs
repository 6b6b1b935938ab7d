// Other tools on the same text, in the same run.

import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { ROOT, say } from '../run.mjs';
import { markjs } from './markjs.mjs';
import { nativeRows, newsFile, processor, terms } from './native.mjs';
import { preparePython, python, versions } from './python.mjs';

const BYTES = 100_000;
const TERMS = 1000;

/** Prints a table in Markdown: what stands in README. */
export async function comparePeers() {
  await preparePython();
  say('compiling the native benches');
  const file = await newsFile(BYTES);
  const text = readFileSync(file, 'utf8');
  const native = rates(await nativeRows('copy', 'normalise', 'sentences', 'keywords'));
  const list = await terms(TERMS);
  const node = await inNode(text, list);
  const py = Object.fromEntries(Object.entries(python(['time', file])).map(([peer, seconds]) => [peer, rate(seconds)]));
  const marks = await markjs(text, list);
  const { 'yasbd-lib': yasbd, pysbd, PyArabic } = versions();
  const js = `Node ${process.versions.node.split('.')[0]}`;
  const rows = [
    ['a plain copy', 'native', native.copy, null],
    ['**normalise**: Wasim', 'native', native.normalise, 1],
    ['Wasim, with the map back', js, node.normalize, native.normalise],
    ['`normalize()` and `replace()`, no map', js, node.replace, native.normalise],
    [`PyArabic ${PyArabic} \`normalize_searchtext\`, no map`, 'Python', py.PyArabic, native.normalise],
    ['**sentences**: Wasim', 'native', native.sentences, 1],
    ['Wasim', js, node.sentences, native.sentences],
    [`\`Intl.Segmenter\` (ICU ${process.versions.icu})`, js, node.segmenter, native.sentences],
    [`yasbd ${yasbd}`, 'Python', py.yasbd, native.sentences],
    [`pySBD ${pysbd}`, 'Python', py.pySBD, native.sentences],
    [`**${TERMS.toLocaleString('en')} keywords**: Wasim`, 'native', native.keywords, 1],
    ['Wasim', js, node.highlight, native.keywords],
    ['Wasim', 'Chromium', rate(marks.wasim), native.keywords],
    [`mark.js 8.11.1, matching alone (right in ${marks.right} of the ${marks.cases} cases of \`tests/mark_js.tsv\`)`, 'Chromium', rate(marks.markjs), native.keywords],
  ];
  console.log(`\n${BYTES / 1000} KB of news (benches/news), MB/s of UTF-8 in processor time (in Chromium by the clock), the least disturbed run; ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`);
  console.log('| what | where | MB/s | Wasim native is |\n|---|---|---|---|');
  for (const [what, where, speed, ours] of rows) {
    console.log(`| ${what} | ${where} | ${figure(speed)} | ${ours === null || ours === 1 ? '' : `${figure(ours / speed)} × as fast`} |`);
  }

  function rate(seconds) {
    return BYTES / seconds / 1e6;
  }
}

function rates(rows) {
  return Object.fromEntries(rows.filter(({ bytes }) => Math.abs(bytes - BYTES) < 4).map(({ step, nanoseconds }) => [step, 1e3 / nanoseconds]));
}

function figure(number) {
  return number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(2);
}

/** MB/s of what runs in Node, JavaScript's own tools among it. */
async function inNode(text, list) {
  const { createAnalyzer } = await import(join(ROOT, 'pkg', 'inline.js'));
  const wasim = await createAnalyzer();
  const segmenter = new Intl.Segmenter('ar', { granularity: 'sentence' });
  const works = {
    normalize: () => wasim.normalize(text, { preset: 'fold' }).text.length,
    replace: () => fold(text).length,
    sentences: () => wasim.sentences(text).length,
    segmenter: () => [...segmenter.segment(text)].length,
    highlight: () => wasim.highlight(text, list).length,
  };
  return Object.fromEntries(Object.entries(works).map(([name, work]) => [name, BYTES / best(work) / 1e6]));
}

/** What a page would write to make Arabic even: the commonest steps of our folding, without a way back. */
function fold(text) {
  return text
    .normalize('NFC')
    .replace(/[\u0640\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/[آأإٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ک/g, 'ك')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .toLowerCase();
}

/** Seconds of the least disturbed of many runs. */
function best(work, rounds = 30) {
  let least = Infinity;
  for (let i = 0; i < rounds; i += 1) {
    const start = processor();
    work();
    least = Math.min(least, processor() - start);
  }
  return least / 1000;
}
