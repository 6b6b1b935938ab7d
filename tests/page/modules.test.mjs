// The parts of the page that need no browser.

import assert from 'node:assert/strict';
import test from 'node:test';

import { analyse, sampleText } from './helpers.mjs';

const part = (name) => import(new URL(`../../dist/js/${name}.js`, import.meta.url).href);
const { blocksOf } = await part('blocks');
const { cut, pieceAt, spread } = await import(new URL('../../dist/wasim/dom.js', import.meta.url).href);

const TEXTS = {
  empty: '',
  'one line': 'قالت هالة',
  'line ends at both ends': '\n\nقالت\nهالة\n',
  'only line ends': '\n'.repeat(10_000),
  'one endless line': 'قالت هالة. '.repeat(3000),
  'one endless word': 'م'.repeat(20_000),
  'surrogate pairs': '😀'.repeat(5000),
  'short lines': 'ا\n'.repeat(10_000),
};

for (const [name, text] of Object.entries(TEXTS)) {
  for (const least of [0, 150]) {
    test(`blocks tile the text: ${name}, at least ${least}`, () => {
      const blocks = blocksOf(text, least);
      assert.equal(blocks.map(({ start, end }) => text.slice(start, end)).join(''), text);
      for (const { start, end } of blocks) {
        assert.ok(start < end && end - start <= 3001, `${start}..${end}`);
        assert.doesNotMatch(text.slice(start, end), /^[\uDC00-\uDFFF]/, 'no half of a pair');
      }
      blocks.forEach((block, i) => assert.deepEqual([pieceAt(blocks, block.start), pieceAt(blocks, block.end - 1)], [i, i]));
    });
  }
}

test('a million line ends are few blocks', () => assert.ok(blocksOf('\n'.repeat(1 << 20), 150).length < 10_000));

test('runs tile the range, and over each lie the spans that hold it', () => {
  const spans = [
    { id: 'q0', start: 2, end: 20 }, { id: 'm0', start: 4, end: 12 }, { id: 'm1', start: 6, end: 9 },
    { id: 'k0', start: 8, end: 15 }, { id: 'none', start: 9, end: 9 },
  ];
  for (const [from, to] of [[0, 25], [5, 10], [20, 25], [0, 1]]) {
    const runs = cut(spans, from, to);
    assert.equal(runs[0].start, from);
    assert.equal(runs.at(-1).end, to);
    runs.forEach((run, i) => {
      if (i > 0) assert.equal(run.start, runs[i - 1].end);
      const over = spans.filter((s) => s.start < s.end && s.start <= run.start && s.end >= run.end);
      assert.deepEqual(run.spans.map((s) => s.id), over.map((s) => s.id), `${run.start}..${run.end}`);
    });
  }
});

test('spans are spread over every piece that they reach into, and no other', () => {
  const pieces = [{ start: 0 }, { start: 10 }, { start: 20 }];
  const spans = [{ start: 0, end: 30 }, { start: 5, end: 10 }, { start: 9, end: 11 }, { start: 10, end: 20 }, { start: 25, end: 26 }];
  assert.deepEqual(spread(spans, pieces).map((list) => list.map((s) => spans.indexOf(s))), [[0, 1, 2], [0, 2, 3], [0, 4]]);
  assert.deepEqual(spread(spans, []), []);
});

test('keyword lines', async () => {
  const { parseKeywords } = await part('keywords');
  // The rows of the command line's own table, and lists of several lines.
  const rows = [
    ['  \t', []],
    ['#', []],
    ['# ملاحظة: شرح', []],
    ['#هاشتاغ', [{ term: '#هاشتاغ', group: null }]],
    [' المياه ', [{ term: 'المياه', group: null }]],
    ['\uFEFFالمياه', [{ term: 'المياه', group: null }]],
    ['بيئة :  سد النهضة\r', [{ term: 'سد النهضة', group: 'بيئة' }]],
    ['/[0-9]+:[0-9]+/', [{ term: '/[0-9]+:[0-9]+/', group: null }]],
    ['وقت: /[0-9]+:[0-9]+/', [{ term: '/[0-9]+:[0-9]+/', group: 'وقت' }]],
    [': كلمة', [{ term: ': كلمة', group: null }]],
    ['بيئة:', [{ term: '', group: 'بيئة' }]],
    ['\nماء\n \r\nسد: وادٍ: نهر\n', [{ term: 'ماء', group: null }, { term: 'وادٍ: نهر', group: 'سد' }]],
  ];
  for (const [line, keywords] of rows) assert.deepEqual(parseKeywords(line), keywords, line);
});

test('lines of own names', async () => {
  const { parseNames } = await part('names');
  const rows = [
    ['  \t', []],
    ['# شخص: سمر', []],
    ['شخص: سمر البيان | أم نور|', [{ name: 'سمر البيان', kind: 'person', aliases: ['أم نور', ''] }]],
    ['\uFEFFplace :وادي الغيم\r', [{ name: 'وادي الغيم', kind: 'place', aliases: [] }]],
    ['سمر البيان', [{ name: 'سمر البيان', kind: '', aliases: [] }]],
    ['سمر | أم: نور', [{ name: 'سمر', kind: '', aliases: ['أم: نور'] }]],
    ['قبيلة: سمر\nجهة:\nصفة: ناظر', [
      { name: 'سمر', kind: 'قبيلة', aliases: [] }, { name: '', kind: 'organization', aliases: [] }, { name: 'ناظر', kind: 'role', aliases: [] },
    ]],
  ];
  for (const [line, names] of rows) assert.deepEqual(parseNames(line), names, line);
});

test('both languages have the same words, and the page asks for none that is missing', async () => {
  const { strings } = await part('strings');
  assert.deepEqual(Object.keys(strings.ar).sort(), Object.keys(strings.en).sort());
  const { readFileSync, readdirSync } = await import('node:fs');
  const dist = new URL('../../dist/', import.meta.url);
  const html = readFileSync(new URL('index.html', dist), 'utf8');
  const asked = [...html.matchAll(/data-t(?:-label|-placeholder)?="([^"]+)"/g)].map((m) => m[1]);
  for (const file of readdirSync(new URL('js/', dist))) {
    asked.push(...[...readFileSync(new URL(`js/${file}`, dist), 'utf8').matchAll(/\bt\('([^']+)'/g)].map((m) => m[1]));
  }
  assert.ok(asked.length > 30);
  for (const key of asked) assert.ok(key in strings.ar, key);
});

test('the outline of the sample: every mention and quote is in a list once', async () => {
  const { outlineOf, paintedOf, ringOf, KINDS } = await part('outline');
  const text = await sampleText();
  const analysis = await analyse(text, { keywords: ['المياه'] });
  const outline = outlineOf(text, analysis, paintedOf(analysis, 'name'));
  const listed = [...outline.actors, ...outline.places].flatMap((line) => line.ids);
  const owned = analysis.mentions.flatMap((m, i) => (m.entity === null ? [] : [`m${i}`]));
  assert.deepEqual(listed.toSorted(), owned.toSorted());
  assert.deepEqual(outline.speakers.flatMap((s) => s.ids).toSorted(), analysis.quotes.map((_, i) => `q${i}`).toSorted());
  assert.equal(KINDS.reduce((sum, kind) => sum + outline.counts[kind], 0),
    analysis.mentions.length + analysis.quotes.length + analysis.keywords.length);
  for (const { id } of outline.spans) if (id[0] !== 'c') assert.ok(ringOf(outline, id).includes(id), id);
});

test('CSV: quotes are doubled, no cell is a formula, rows stand in order', async () => {
  const { cell, csvOf } = await part('exports');
  assert.equal(cell('قال "نعم"'), '"قال ""نعم"""');
  assert.equal(cell('=1+1'), '"\'=1+1"');
  assert.equal(cell(null), '""');
  const text = await sampleText();
  const lines = csvOf({ text, analysis: await analyse(text) }).split('\r\n');
  const starts = lines.slice(1).map((line) => Number(/^"(\d+)"/.exec(line)[1]));
  assert.deepEqual(starts, starts.toSorted((a, b) => a - b));
});

