// The hard cases of tests/sentences.tsv by us and by others: writes docs/sentences.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, say } from '../run.mjs';
import { preparePython, python, versions } from './python.mjs';

const PAGE = join(ROOT, 'docs', 'sentences.md');

/** Runs every tool over every case and writes the page. */
export async function compareSentences() {
  await preparePython();
  const cases = readCases();
  const texts = cases.map(({ text }) => text);
  const columns = { Wasim: await ours(texts), 'Intl.Segmenter': texts.map(segment), ...python(['split'], texts) };
  const verdicts = Object.fromEntries(Object.entries(columns).map(([tool, answers]) => (
    [tool, cases.map(({ sentences }, i) => same(answers[i], sentences))])));
  writeFileSync(PAGE, page(cases, verdicts));
  for (const [tool, right] of Object.entries(verdicts)) say(`${tool}: ${count(right)} of ${cases.length} right`);
  say('docs/sentences.md is written');
}

/** Name, text as marked, text as it is, and its sentences. */
function readCases() {
  const lines = readFileSync(join(ROOT, 'tests', 'sentences.tsv'), 'utf8').split('\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).slice(1).map((line) => line.split('\t'));
  return rows.map(([name, escaped]) => {
    const marked = escaped.replace(/\\(?:u\{(\w+)\}|n|r)/g, (escape, hex) => (
      hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : { '\\n': '\n', '\\r': '\r' }[escape]));
    return { name, escaped, text: marked.replaceAll('‖', '').replaceAll('|', ' '), sentences: marked.split(/[|‖\r\n]+/) };
  });
}

async function ours(texts) {
  const { createAnalyzer } = await import(join(ROOT, 'pkg', 'inline.js'));
  const wasim = await createAnalyzer();
  return texts.map((text) => wasim.sentences(text).map(({ start, end }) => text.slice(start, end)));
}

function segment(text) {
  return [...new Intl.Segmenter('ar', { granularity: 'sentence' }).segment(text)].map((part) => part.segment);
}

/** Whether two lists are the same sentences; white space and bidi marks around them do not count. */
function same(found, expected) {
  const bare = (list) => list.map((s) => s.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')).filter(Boolean).join('‖');
  return bare(found) === bare(expected);
}

function count(verdicts) {
  return verdicts.filter(Boolean).length;
}

function page(cases, verdicts) {
  const tools = Object.keys(verdicts);
  const { icu } = process.versions;
  const version = { 'Intl.Segmenter': `ICU ${icu}`, pySBD: versions().pysbd, yasbd: versions()['yasbd-lib'] };
  const named = tools.map((tool) => `${tool}${version[tool] ? ` (${version[tool]})` : ''} ${count(verdicts[tool])}`);
  const cells = (row) => `| ${row.join(' | ')} |`;
  const shown = (escaped) => escaped.replace(/\|/g, ' ‖ ').replace(/(\\[rn])+/g, ' ↵ ').replaceAll('\\u{A0}', ' ').replace(/\\u\{\w+\}/g, '');
  return [
    '# Where sentences end',
    '',
    `Hard cases of our own, read by us and by others. Right, of ${cases.length}: ${named.join(', ')}.`,
    '',
    '‖ is where a sentence ends within a line, ↵ a line end, which always ends one. A tool is right (✓) when it finds just these sentences; white space and bidi marks around them do not count. The cases were written to show what goes wrong in Arabic news, and our rules were made with them in sight: they say what is handled, not how often a tool errs on other text.',
    '',
    'Made by `npm run bench -- sentences` from `tests/sentences.tsv`; a test checks our column.',
    '',
    cells(['case', 'text', ...tools]),
    `|${'---|'.repeat(tools.length + 2)}`,
    ...cases.map(({ name, escaped }, i) => cells([name, shown(escaped), ...tools.map((tool) => (verdicts[tool][i] ? '✓' : '✗'))])),
    '',
  ].join('\n');
}
