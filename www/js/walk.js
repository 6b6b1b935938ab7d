/** The marked text under pointer and keyboard. */

import { byId } from './element.js';
import { leave, lookAtMark } from './selection.js';
import { get } from './state.js';

const MARK = 'mark.wasim-mark';

const idsOf = (mark) => mark?.dataset.ids.split(' ') ?? [];

function marksOf(root) {
  return document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) =>
    node.matches(MARK) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
  );
}

/** Whether something that the reader sees begins on `mark`: the mark before it has no part of it. */
function begins(root, mark) {
  const walker = marksOf(root);
  walker.currentNode = mark;
  const before = idsOf(walker.previousNode());
  const kinds = mark.dataset.kinds.split(' ');
  const { hidden } = get();
  return idsOf(mark).some((id, i) => kinds[i] !== 'cue' && !hidden.has(kinds[i]) && !before.includes(id));
}

/** The next mark from `mark`, or from the start, in direction `by` on which something begins. */
function neighbour(root, mark, by) {
  const walker = marksOf(root);
  if (mark) walker.currentNode = mark;
  let found;
  do found = by > 0 ? walker.nextNode() : walker.previousNode();
  while (found && !begins(root, found));
  return found;
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
