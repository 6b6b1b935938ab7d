/** The explanation of a mark: what it is, whom it names, and by what rule. */

import { byId, element } from './element.js';
import { country, name, number, percent, t } from './language.js';
import { itemOf } from './outline.js';
import { step } from './selection.js';
import { get } from './state.js';

const spoken = (text) => element('bdi', { lang: 'ar' }, text);

/** Terms and facts; facts that are null are left out. */
function facts(rows) {
  const known = rows.filter(([, fact]) => fact !== null && fact !== undefined && fact !== '');
  return element('dl', {}, ...known.flatMap(([key, fact]) => [element('dt', {}, t(key)), element('dd', {}, fact)]));
}

function mentionFacts(outline, mention) {
  const entity = mention.entity === null ? null : outline.analysis.entities[mention.entity];
  return facts([
    ['entity', entity && spoken(entity.name)],
    ['aliases', entity?.aliases.length ? spoken(entity.aliases.join('، ')) : null],
    ['role', entity?.role ? spoken(entity.role) : null],
    ['country', entity?.country ? country(entity.country) : null],
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
  const item = itemOf(outline, id);
  const body = { m: mentionFacts, q: quoteFacts, k: (_, keyword) => keywordFacts(keyword) }[id[0]](outline, item);
  return element(
    'div',
    { class: 'card' },
    element(
      'p',
      { class: 'what' },
      element('span', { class: 'sample', 'data-kinds': kind }, t(`kind.${kind}`)),
      ' ',
      element('bdi', { class: 'words', lang: 'ar' }, outline.text.slice(start, end)),
    ),
    ...[body].flat().filter(Boolean),
  );
}

function ringBar({ ring, at }) {
  if (ring.length < 2) return null;
  const button = (key, by) =>
    element('button', { type: 'button', class: 'quiet', 'data-step': by, onclick: () => step(by) }, t(key));
  return element(
    'p',
    { class: 'ring' },
    button('previous', -1),
    element('span', {}, t('position', { at: number(at + 1), count: number(ring.length) })),
    button('next', 1),
  );
}

/** Draws the explanation, or hides it, and says it to those who do not see it. */
export function drawWhy() {
  const { selection, outline } = get();
  const panel = byId('why');
  const shown = Boolean(selection && outline);
  panel.hidden = !shown;
  document.body.classList.toggle('explaining', shown);
  if (!shown) return;
  const bar = ringBar(selection);
  byId('why-body').replaceChildren(...[bar, ...selection.ids.map((id) => card(outline, id))].filter(Boolean));
  if (bar)
    byId('announce').textContent = t('position', {
      at: number(selection.at + 1),
      count: number(selection.ring.length),
    });
}
