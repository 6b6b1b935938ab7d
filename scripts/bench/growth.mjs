// Whether time and memory for a byte grow with the text, natively and in wasm under Node.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Failure, ROOT, capture, say } from '../run.mjs';
import { nativeRows, newsFile, processor, terms } from './native.mjs';

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const STEPS = ['normalise', 'sentences', 'keywords', 'analysis'];
const TERMS = 1000;
const ROUNDS = 9;

/** Prints a line for each step in each place. */
export async function showGrowth() {
  say('compiling the native benches');
  const native = await nativeRows(...STEPS);
  const node = [];
  for (const step of STEPS) node.push(...await inNode(step));
  console.log('\n| what | where | 10 KB | 100 KB | 1 MB | 10 MB | slowest to fastest | memory |\n|---|---|---|---|---|---|---|---|');
  for (const [where, rows] of [['native', native], [`Node ${process.versions.node.split('.')[0]}`, node]]) {
    for (const step of STEPS) console.log(line(step, where, rows.filter((row) => row.step === step)));
  }
  console.log('\nMB/s of UTF-8 in processor time, the least disturbed run; memory: bytes at most for each byte of text, above the module\'s own');
}

function line(step, where, rows) {
  const times = rows.map(({ nanoseconds }) => nanoseconds);
  const speeds = times.map((time) => (1e3 / time).toPrecision(3));
  const ratio = (Math.max(...times) / Math.min(...times)).toFixed(2);
  // Memory in wasm comes in pages: of a small text it says little.
  const memory = Math.max(...rows.filter(({ bytes }) => bytes > 500_000).map((row) => row.memory)).toFixed(1);
  return `| ${[step, where, ...speeds, `${ratio} ×`, memory].join(' | ')} |`;
}

/** A process for each step: what memory one needs is not there for the next. */
async function inNode(step) {
  const files = [];
  for (const size of SIZES) files.push(await newsFile(size));
  await terms(TERMS);
  const output = await capture(process.execPath, [fileURLToPath(import.meta.url), step, ...files]);
  if (output === null) throw new Failure(`the bench of ${step} in Node failed`);
  return JSON.parse(output);
}

async function child(step, files) {
  const { default: init } = await import(join(ROOT, 'pkg', 'wasim_glue.js'));
  const { memory } = await init({ module_or_path: readFileSync(join(ROOT, 'pkg', 'wasim_bg.wasm')) });
  const { createAnalyzer } = await import(join(ROOT, 'pkg', 'inline.js'));
  const list = step === 'keywords' ? await terms(TERMS) : [];
  const wasim = await createAnalyzer();
  const work = {
    normalise: (text) => wasim.normalize(text, { preset: 'fold' }).text,
    sentences: (text) => wasim.sentences(text),
    keywords: (text) => wasim.highlight(text, list),
    analysis: (text) => wasim.analyze(text),
  }[step];
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  // What is made once, on the first text, is the module's own.
  work(texts[0]);
  const own = memory.buffer.byteLength;
  const rows = texts.map((text) => {
    const bytes = Buffer.byteLength(text);
    work(text);
    return { step, bytes, nanoseconds: Infinity, memory: (memory.buffer.byteLength - own) / bytes };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, row] of rows.entries()) {
      const readings = Math.ceil(2e6 / row.bytes);
      const start = processor();
      for (let n = 0; n < readings; n += 1) work(texts[i]);
      row.nanoseconds = Math.min(row.nanoseconds, ((processor() - start) * 1e6) / readings / row.bytes);
    }
  }
  process.stdout.write(JSON.stringify(rows));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await child(process.argv[2], process.argv.slice(3));
