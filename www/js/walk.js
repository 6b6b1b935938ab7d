/** The marked text under pointer and keyboard. */

import { byId } from './element.js';
import { leave, lookAtMark } from './selection.js';
import { get } from './state.js';

const MARK = 'mark.wasim-mark';

/** Whether a reader sees something on this mark. */
function visible(mark) {
  const { hidden } = get();
  return mark.dataset.kinds.split(' ').some((kind) => kind !== 'cue' && !hidden.has(kind));
}

/** The next mark from `mark` in direction `by` on which something begins that does not lie on `mark`. */
function neighbour(root, mark, by) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) =>
    node.matches(MARK) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
  );
  const before = new Set(mark?.dataset.ids.split(' '));
  if (mark) walker.currentNode = mark;
  for (;;) {
    const found = by > 0 ? walker.nextNode() : walker.previousNode();
    if (!found) return null;
    if (visible(found) && found.dataset.ids.split(' ').some((id) => !before.has(id))) return found;
  }
}

function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const root = byId('text');
  const mark = event.target.closest(MARK);
  const forward = getComputedStyle(root).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  if (event.key === forward || event.key === back) {
    const found = neighbour(root, mark, event.key === forward ? 1 : -1);
    if (found) lookAtMark(found);
  } else if (event.key === 'Enter' && mark) {
    lookAtMark(mark);
    byId('why').focus();
  } else if (event.key === 'Escape' && get().selection) {
    leave();
  } else {
    return;
  }
  event.preventDefault();
}

/** Listens to the reading view and to the explanation. */
export function startWalking() {
  const root = byId('text');
  root.addEventListener('keydown', onKey);
  root.addEventListener('click', (event) => {
    const mark = event.target.closest(MARK);
    // Whoever selects text wants the text, not an explanation.
    if (mark && getSelection().isCollapsed) lookAtMark(mark);
  });
  byId('why').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
  });
  byId('why-close').addEventListener('click', leave);
}
