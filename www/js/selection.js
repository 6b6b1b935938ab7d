/** What the reader looks at: jumps to a mark, cycles through its like, marks it as current. */

import { ringOf } from './outline.js';
import { get, on, set } from './state.js';
import { marksOf } from './view.js';

let current = [];
/** Where the keyboard was before it was sent into the text. */
let origin = null;

function showCurrent({ selection, outline }) {
  for (const mark of current) mark.classList.remove('current');
  current = [];
  if (!selection || !outline) return;
  const id = selection.ring[selection.at];
  const ids = id[0] === 'q' ? [id, `c${id.slice(1)}`] : [id];
  current = ids.flatMap((one) => (outline.byId.has(one) ? marksOf(outline.byId.get(one)) : []));
  for (const mark of current) mark.classList.add('current');
}

/** Puts the keyboard on a mark and brings it into view. */
function goTo(mark) {
  mark.tabIndex = -1;
  mark.setAttribute('aria-describedby', 'why');
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: 'center' });
  // Blocks that had not been laid out may have changed their height on the way.
  requestAnimationFrame(() => mark.scrollIntoView({ block: 'center' }));
}

function lookAt(ring, at, under) {
  set({ selection: { ring, at, ids: under ?? [ring[at]] } });
}

/** Goes to the mention at `at` of `ring`. */
export function jump(ring, at) {
  const span = get().outline?.byId.get(ring[at]);
  const mark = span && marksOf(span)[0];
  if (!mark) return;
  const active = document.activeElement;
  if (active?.closest('.findings, .terms') && !active.closest('.why')) origin = active;
  goTo(mark);
  lookAt(ring, at);
}

/** From a list: to the first mention, or to the next one if the reader is among them already. */
export function jumpList(ids) {
  const { selection } = get();
  const among = selection?.ring.length === ids.length && selection.ring[0] === ids[0];
  jump(ids, among ? (selection.at + 1) % ids.length : 0);
}

/** To the mention before or after in the ring. */
export function step(by) {
  const { selection } = get();
  if (!selection) return;
  const { ring, at } = selection;
  jump(ring, (at + by + ring.length) % ring.length);
}

/** From the text: explains everything that lies on `mark`, the innermost first. */
export function lookAtMark(mark) {
  const { outline, selection, hidden } = get();
  if (!outline) return;
  const spans = mark.dataset.ids
    .split(' ')
    .map((id) => outline.byId.get(id))
    .filter(Boolean)
    .filter((span) => !hidden.has(span.kind === 'cue' ? 'quote' : span.kind));
  if (spans.length === 0) return;
  spans.sort((a, b) => a.end - a.start - (b.end - b.start));
  const ids = spans.map((span) => span.id.replace('c', 'q'));
  origin = null;
  if (document.activeElement !== mark) goTo(mark);
  if (selection && ids.includes(selection.ring[selection.at]) && selection.ids.length === ids.length) return;
  const ring = ringOf(outline, ids[0]);
  lookAt(ring, ring.indexOf(ids[0]), [...new Set(ids)]);
}

/** Ends the explanation; the keyboard goes back to where it came from. */
export function leave() {
  const back = origin?.isConnected ? origin : current[0];
  set({ selection: null });
  origin = null;
  back?.focus({ preventScroll: !back.closest('.findings, .terms') });
}

on(['selection', 'outline'], showCurrent);
