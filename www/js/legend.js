/** The legend: says how each kind looks and how often it stands there, and switches it. */

import { byId, element } from './element.js';
import { number, t } from './language.js';
import { KINDS } from './outline.js';
import { get, set } from './state.js';

function toggle(kind) {
  const hidden = new Set(get().hidden);
  if (!hidden.delete(kind)) hidden.add(kind);
  set({ hidden });
}

function legendButton(kind) {
  return element(
    'button',
    { type: 'button', class: 'kind', 'data-kind': kind, onclick: () => toggle(kind) },
    element('span', { class: 'sample', 'data-kinds': kind }),
    element('span', { class: 'count' }),
  );
}

/** Draws the legend, and lets the text know which kinds are off. */
export function drawLegend() {
  const { hidden, outline } = get();
  const legend = byId('legend');
  if (!legend.firstChild) legend.append(...KINDS.map(legendButton));
  for (const button of legend.children) {
    const { kind } = button.dataset;
    button.setAttribute('aria-pressed', String(!hidden.has(kind)));
    button.firstChild.textContent = t(`kinds.${kind}`);
    button.lastChild.textContent = outline ? number(outline.counts[kind]) : '';
  }
  // One attribute on the text switches a kind off, however many marks there are.
  byId('text').dataset.off = [...hidden].join(' ');
}
