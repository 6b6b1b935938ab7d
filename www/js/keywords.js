/** The user's own words: reads them, says how many were found and what is wrong. */

import { byId, element } from './element.js';
import { number, t } from './language.js';
import { termKey } from './outline.js';
import { fill } from './pages.js';
import { jumpList } from './selection.js';
import { get } from './state.js';

/** Keywords at a time. */
const PAGE = 50;

/**
 * One keyword a line: `term`, `group: term` or `/pattern/`, which may have a
 * group too. A colon inside slashes belongs to the pattern. `#` and white space
 * begin a comment. The command line reads its lists by the same rule.
 */
export function parseKeywords(source) {
  return source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^#(\s|$)/u.test(line))
    .map((line) => {
      const { group, term } = /^(?:(?<group>[^/:]*[^/:\s][^/:]*):)?(?<term>.*)$/u.exec(line).groups;
      return { term: term.trim(), group: group?.trim() ?? null };
    });
}

/** Patterns are read from left to right, whatever their letters. */
const isPattern = (term) => /^\/.+\/$/u.test(term);

function nameOf({ term, group }) {
  return element('span', { class: 'name' },
    element('bdi', { class: 'term', lang: 'ar', dir: isPattern(term) ? 'ltr' : 'auto' }, term),
    ' ',
    group && element('bdi', { class: 'group', lang: 'ar' }, group));
}

function badLine(keyword, { message }) {
  const reason = element('span', { lang: 'en', dir: 'ltr' }, message);
  return element('li', { class: 'bad' },
    element('p', { class: 'entry' },
      nameOf(keyword),
      element('span', { class: 'reason' }, t('badTerm'), ' ', reason)));
}

function termLine(keyword, outline) {
  const ids = outline?.hits.get(termKey(keyword)) ?? [];
  const count = element('span', { class: 'count' }, outline && t('termCount', { count: number(ids.length) }));
  const [name, attributes] = ids.length > 0
    ? ['button', { type: 'button', class: 'entry', onclick: () => jumpList(ids) }]
    : ['p', { class: 'entry' }];
  return element('li', {}, element(name, attributes, nameOf(keyword), count));
}

/** Draws the list under the keyword box. */
export function drawTerms() {
  const { keywordSource, keywordProblems, outline } = get();
  const keywords = parseKeywords(keywordSource);
  const problems = new Map(keywordProblems.map((problem) => [problem.index, problem]));
  const lineOf = (keyword, index) => {
    const problem = problems.get(index);
    return problem?.term === keyword.term ? badLine(keyword, problem) : termLine(keyword, outline);
  };
  byId('terms').hidden = keywords.length === 0;
  fill(byId('terms'), keywords, lineOf, PAGE);
}
