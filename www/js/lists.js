/** The lists beside the text: actors and places. */

import { byId, element, spoken } from './element.js';
import { number, t } from './language.js';
import { fill } from './pages.js';
import { jumpList } from './selection.js';
import { get } from './state.js';

/** Lines at a time. */
const PAGE = 25;

function entityLine({ kind, name, role, ids }) {
  const count = number(ids.length);
  const glyph = element('span', { class: 'glyph', 'data-kinds': kind },
    element('span', { class: 'unseen' }, t(`kind.${kind}`), ' '));
  return element('li', {},
    element('button', { type: 'button', class: 'entry', onclick: () => jumpList(ids) },
      glyph,
      element('span', { class: 'name' }, spoken(name)),
      role && role !== name && element('span', { class: 'role' }, spoken(role)),
      element('span', { class: 'count', title: t('mentions', { count }) }, count)));
}

/** Draws both lists. */
export function drawLists() {
  const { outline } = get();
  fill(byId('actors'), outline?.actors ?? [], entityLine, PAGE);
  fill(byId('places'), outline?.places ?? [], entityLine, PAGE);
}
