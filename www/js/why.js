/** The explanation of a mark: what it is, whom it names, and by what rule. */

import { byId, element, spoken } from './element.js';
import { country, name, number, percent, point, t } from './language.js';
import { itemOf } from './outline.js';
import { step } from './selection.js';
import { get } from './state.js';

/** Where a hundred keywords lie on one word, so many are explained. */
const CARDS = 12;

/** Terms and facts; facts that are absent are left out. */
function facts(rows) {
  const known = rows.filter(([, fact]) => fact !== null && fact !== undefined && fact !== '' && fact !== false);
  return element('dl', {}, ...known.flatMap(([key, fact]) => [element('dt', {}, t(key)), element('dd', {}, fact)]));
}

/** A point, and a link by which a program for maps opens it; the page itself asks nobody. */
const place = (at) => element('a', { href: `geo:${at.latitude},${at.longitude}`, dir: 'auto' }, point(at));

function mentionFacts(outline, mention) {
  const entity = mention.entity === null ? null : outline.analysis.entities[mention.entity];
  return facts([
    ['entity', entity && spoken(entity.name)],
    ['aliases', entity?.aliases.length ? spoken(entity.aliases.join('، ')) : null],
    ['role', entity?.role ? spoken(entity.role) : null],
    ['country', entity?.country ? country(entity.country) : null],
    ['coordinates', entity?.coordinates ? place(entity.coordinates) : null],
    ['acting', mention.acting && t('actingWhy')],
    ['rule', name('rule', mention.rule)],
    ['score', percent(mention.score)],
  ]);
}

function quoteFacts(outline, quote) {
  const entity = quote.entity === null ? null : outline.analysis.entities[quote.entity];
  const words = (range) => range && spoken(outline.text.slice(range.start, range.end));
  return [
    facts([
      ['speaker', entity ? spoken(entity.name) : (words(quote.speaker) ?? t('unknownSpeaker'))],
      ['role', entity?.role ? spoken(entity.role) : null],
      ['cue', words(quote.cue)],
      ['how', quote.how ? name('how', quote.how) : null],
      ['rule', name('quote', quote.kind)],
    ]),
    quote.kind === 'direct' && !quote.closed ? element('p', { class: 'hint' }, t('unclosed')) : null,
  ];
}

function keywordFacts(keyword) {
  return facts([
    ['term', spoken(keyword.term)],
    ['group', keyword.group],
  ]);
}

/** One mark under the reader's eye. */
function card(outline, id) {
  const { kind, start, end } = outline.byId.get(id);
  const factsOf = { m: mentionFacts, q: quoteFacts, k: (_, keyword) => keywordFacts(keyword) }[id[0]];
  const what = element('p', { class: 'what' },
    element('span', { class: 'sample', 'data-kinds': kind }, t(`kind.${kind}`)),
    element('span', { class: 'words' }, spoken(outline.text.slice(start, end))));
  return element('div', { class: 'card' }, what, ...[factsOf(outline, itemOf(outline, id))].flat());
}

function ringBar({ ring, at }) {
  const button = (key, by) =>
    element('button', { type: 'button', class: 'quiet', 'data-step': by, onclick: () => step(by) }, t(key));
  return element('p', { class: 'ring' },
    button('previous', -1),
    element('span', {}, t('position', { at: number(at + 1), count: number(ring.length) })),
    button('next', 1));
}

/** Draws the explanation, or hides it, and says to those who do not see it where they are. */
export function drawWhy() {
  const { selection, outline } = get();
  const panel = byId('why');
  const shown = Boolean(selection && outline);
  panel.hidden = !shown;
  document.body.classList.toggle('explaining', shown);
  if (!shown) return;
  const cards = selection.ids.slice(0, CARDS).map((id) => card(outline, id));
  const { ring, at } = selection;
  byId('why-body').replaceChildren(...(ring.length > 1 ? [ringBar(selection)] : []), ...cards);
  if (ring.length < 2) return;
  byId('announce').textContent = t('position', { at: number(at + 1), count: number(ring.length) });
}
