/** The user's own names: reads them, says how often each is named and what is wrong. */

import { byId } from './element.js';
import { badLine, PAGE, termLine } from './keywords.js';
import { name } from './language.js';
import { fill } from './pages.js';
import { get } from './state.js';

/** What the kinds may be called; `kind` of the package, as the page and as the package say it. */
const KINDS = {
  شخص: 'person',
  جهة: 'organization',
  مكان: 'place',
  صفة: 'role',
};

/**
 * One name a line: `kind: name | alias | …`. `#` and white space begin a comment,
 * as among keywords. A kind that is none is left for the analyser to refuse.
 */
export function parseNames(source) {
  return source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^#(\s|$)/u.test(line))
    .map((line) => {
      const { kind, names } = /^(?:(?<kind>[^:|]*):)?(?<names>.*)$/u.exec(line).groups;
      const [first, ...aliases] = names.split('|').map((part) => part.trim());
      const written = kind?.trim() ?? '';
      return { name: first, kind: KINDS[written] ?? written, aliases };
    });
}

/** The mentions of the entity of a row, or null where titles go to whom they stand for. */
function idsOf(row, outline) {
  if (!outline || row.kind === 'role') return null;
  const { entities, mentions } = outline.analysis;
  const own = (entity) =>
    entity.name === row.name && entity.kind === row.kind && entity.mentions.some((i) => mentions[i].rule === 'user');
  return (entities.find(own)?.mentions ?? []).map((i) => `m${i}`);
}

/** Draws the list under the box of names. */
export function drawNames() {
  const { nameSource, nameProblems, outline } = get();
  const rows = parseNames(nameSource);
  const problems = new Map(nameProblems.map((problem) => [problem.index, problem]));
  const lineOf = (row, index) => {
    const problem = problems.get(index);
    if (problem?.term === row.name) return badLine({ term: row.name, group: null }, problem, 'badName');
    return termLine({ term: row.name, group: row.kind && name('kind', row.kind) }, idsOf(row, outline));
  };
  byId('own-names').hidden = rows.length === 0;
  fill(byId('own-names'), rows, lineOf, PAGE);
}
