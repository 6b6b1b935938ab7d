/** The user's own words: reads them, says how many were found and what is wrong. */

import { byId, element } from './element.js';
import { number, t } from './language.js';
import { jumpList } from './selection.js';
import { get } from './state.js';

/**
 * One keyword a line: `term`, `group: term` or `/pattern/`, which may have a
 * group too. A colon inside slashes belongs to the pattern.
 */
export function parseKeywords(source) {
  return source
    .split('\n')
    .map((line) => /^(?:(?<group>[^/:]+):)?\s*(?<term>.+)$/u.exec(line.trim())?.groups)
    .filter(Boolean)
    .map(({ group, term }) => ({ term: term.trim(), group: group?.trim() ?? null }));
}

/** Patterns are read from left to right, whatever their letters. */
const isPattern = (term) => /^\/.+\/$/u.test(term);

function termLine({ term, group }, outline, problem) {
  const ids = [];
  outline?.analysis.keywords.forEach((hit, i) => {
    if (hit.term === term && (hit.group ?? null) === group) ids.push(`k${i}`);
  });
  const name = element(
    'span',
    { class: 'name' },
    element('bdi', { class: 'term', lang: 'ar', dir: isPattern(term) ? 'ltr' : 'auto' }, term),
    ' ',
    group && element('bdi', { class: 'group', lang: 'ar' }, group),
  );
  if (problem) {
    const reason = element('span', { lang: 'en', dir: 'ltr' }, problem.message);
    return element(
      'li',
      { class: 'bad' },
      element('p', { class: 'entry' }, name, element('span', { class: 'reason' }, t('badTerm'), ' ', reason)),
    );
  }
  const count = element('span', { class: 'count' }, outline && t('termCount', { count: number(ids.length) }));
  if (ids.length === 0) return element('li', {}, element('p', { class: 'entry' }, name, count));
  return element(
    'li',
    {},
    element('button', { type: 'button', class: 'entry', onclick: () => jumpList(ids) }, name, count),
  );
}

/** Draws the list under the keyword box. */
export function drawTerms() {
  const { keywordSource, keywordProblems, outline } = get();
  const lines = parseKeywords(keywordSource).map((keyword, index) =>
    termLine(
      keyword,
      outline,
      keywordProblems.find((problem) => problem.index === index && problem.term === keyword.term),
    ),
  );
  byId('terms').replaceChildren(...lines);
}
