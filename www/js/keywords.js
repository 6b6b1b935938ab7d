/** The user's own words: reads them, says how many were found and what is wrong. */

import { byId, element } from './element.js';
import { number, t } from './language.js';
import { termKey } from './outline.js';
import { fill } from './pages.js';
import { jumpList } from './selection.js';
import { get } from './state.js';

/** Lines at a time. */
export const PAGE = 50;

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

/** The line of a keyword or name that cannot be used; `why` is what the page calls that. */
export function badLine(keyword, { message }, why) {
  const reason = element('span', { lang: 'en', dir: 'ltr' }, message);
  return element('li', { class: 'bad' },
    element('p', { class: 'entry' },
      nameOf(keyword),
      element('span', { class: 'reason' }, t(why), ' ', reason)));
}

/** The line of a keyword or name, that leads to the marks `ids`; null while they are not known. */
export function termLine(keyword, ids) {
  const count = element('span', { class: 'count' }, ids && t('termCount', { count: number(ids.length) }));
  const [name, attributes] = ids?.length > 0
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
    if (problem?.term === keyword.term) return badLine(keyword, problem, 'badTerm');
    return termLine(keyword, outline && (outline.hits.get(termKey(keyword)) ?? []));
  };
  byId('terms').hidden = keywords.length === 0;
  fill(byId('terms'), keywords, lineOf, PAGE);
}
