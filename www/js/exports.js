/** The analysis to take along: JSON as the package gives it, CSV for a table. */

import { byId, element } from './element.js';
import { sentences } from './engine.js';
import { t } from './language.js';
import { get } from './state.js';

function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A CSV cell; a spreadsheet must not take a word that begins like a formula for one. */
export const cell = (value) => {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** One line a mention, quote and keyword, sorted by where they stand. */
export function csvOf({ text, analysis }) {
  const { entities, mentions, quotes, keywords } = analysis;
  const words = (range) => (range ? text.slice(range.start, range.end) : '');
  const name = (entity) => (entity === null ? '' : entities[entity].name);
  const rows = [
    ...mentions.map((m) => [
      m.start,
      m.end,
      m.acting ? 'acting' : m.kind,
      words(m),
      name(m.entity),
      '',
      m.rule,
      m.score,
    ]),
    ...quotes.map((q) => [
      q.start,
      q.end,
      `quote-${q.kind}`,
      words(q),
      name(q.entity) || words(q.speaker),
      words(q.cue),
      q.how,
      '',
    ]),
    ...keywords.map((k) => [k.start, k.end, 'keyword', words(k), k.term, '', k.group, '']),
  ].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const head = ['start', 'end', 'kind', 'text', 'name', 'cue', 'why', 'score'];
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** Listens to the two buttons. */
export function startExports() {
  byId('copy-json').addEventListener('click', async () => {
    const { text, analysis } = get().outline;
    const json = JSON.stringify({ text, ...analysis, sentences: await sentences(text) }, null, 2);
    try {
      await navigator.clipboard.writeText(json);
      byId('announce').textContent = t('copied');
    } catch {
      save('wasim.json', 'application/json', json);
      byId('announce').textContent = t('notCopied');
    }
  });
  // The mark at the start tells spreadsheets that the file is UTF-8.
  byId('save-csv').addEventListener('click', () => save('wasim.csv', 'text/csv', `\uFEFF${csvOf(get().outline)}`));
}
