/** The lists beside the text: actors, places, and quotes under who said them. */

import { byId, element } from './element.js';
import { name as named, number, t } from './language.js';
import { itemOf } from './outline.js';
import { jumpList } from './selection.js';
import { get } from './state.js';

/** Lines that a list shows at first, and more of at each press. */
const PAGE = 40;

/** Fills `list` with the lines that `lineOf` makes of `items`, a page at a time. */
function fill(list, items, lineOf) {
  list.replaceChildren();
  if (items.length === 0) list.append(element('li', { class: 'none' }, t('none')));
  const grow = (from) => {
    const lines = items.slice(from, from + PAGE).map(lineOf);
    const rest = items.length - from - lines.length;
    const more =
      rest > 0 &&
      element(
        'li',
        {},
        element(
          'button',
          {
            type: 'button',
            class: 'quiet',
            onclick: () => {
              more.remove();
              grow(from + PAGE);
              lines.length && list.children[from + PAGE]?.querySelector('button')?.focus();
            },
          },
          t('more', { count: number(rest) }),
        ),
      );
    list.append(...lines, ...(more ? [more] : []));
  };
  grow(0);
}

const spoken = (text) => element('bdi', { lang: 'ar' }, text);

function entityLine({ kind, name, role, ids }) {
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'entry', onclick: () => jumpList(ids) },
      element(
        'span',
        { class: 'glyph', 'data-kinds': kind },
        element('span', { class: 'unseen' }, t(`kind.${kind}`), ' '),
      ),
      element('span', { class: 'name' }, spoken(name)),
      role && role !== name ? element('span', { class: 'role' }, spoken(role)) : null,
      element('span', { class: 'count', title: t('mentions', { count: number(ids.length) }) }, number(ids.length)),
    ),
  );
}

function quoteLine(outline, id) {
  const quote = itemOf(outline, id);
  const words = (range) => outline.text.slice(range.start, range.end);
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'entry quote', onclick: () => jumpList([id]) },
      element('q', { class: 'said', lang: 'ar', dir: 'auto' }, words(quote)),
      element(
        'span',
        { class: 'facts' },
        named('quote', quote.kind),
        quote.cue ? element('span', {}, t('cue'), ': ', spoken(words(quote.cue))) : null,
        quote.how ? element('span', {}, named('how', quote.how)) : null,
      ),
    ),
  );
}

function speakerLine(outline, { name, role, ids }) {
  return element(
    'li',
    {},
    element(
      'h3',
      {},
      name ? spoken(name) : t('unknownSpeaker'),
      role && role !== name ? element('span', { class: 'role' }, spoken(role)) : null,
    ),
    element('ol', { class: 'list' }, ...ids.slice(0, PAGE).map((id) => quoteLine(outline, id))),
  );
}

/** Draws the three lists. */
export function drawLists() {
  const { outline } = get();
  fill(byId('actors'), outline?.actors ?? [], entityLine);
  fill(byId('places'), outline?.places ?? [], entityLine);
  fill(byId('quotes'), outline?.speakers ?? [], (speaker) => speakerLine(outline, speaker));
}
