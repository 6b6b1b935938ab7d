/** A hover over a mark says in a line what it is and why it is there. */

import { byId } from './element.js';
import { name, t } from './language.js';
import { itemOf } from './outline.js';
import { get } from './state.js';

function lineOf(outline, id) {
  const item = itemOf(outline, id);
  const entity = outline.analysis.entities[item.entity];
  const who = entity?.name ?? '';
  if (id[0] === 'm') return [name('kind', outline.byId.get(id).kind), who, name('rule', item.rule)];
  if (id[0] === 'k') return [t('kind.keyword'), item.term, item.group];
  return [name('quote', item.kind), who, item.how && name('how', item.how)];
}

/** Listens to the pointer over the text. */
export function startHover() {
  byId('text').addEventListener('pointerover', ({ target }) => {
    const mark = target.closest('mark.wasim-mark');
    const { outline } = get();
    if (!mark || !outline) return;
    const ids = mark.dataset.ids.split(' ').filter((id) => outline.byId.has(id));
    mark.title = ids.map((id) => lineOf(outline, id).filter(Boolean).join(' · ')).join('\n');
  });
}
