/** What was said, under who said it. */

import { byId, element, spoken } from './element.js';
import { name as named, t } from './language.js';
import { itemOf } from './outline.js';
import { fill } from './pages.js';
import { jump } from './selection.js';
import { get } from './state.js';

/** Speakers at a time, and quotes of each. */
const SPEAKERS = 10;
const QUOTES = 5;

function quoteLine(outline, ids, at) {
  const quote = itemOf(outline, ids[at]);
  const words = (range) => outline.text.slice(range.start, range.end);
  const facts = element('span', { class: 'facts' },
    named('quote', quote.kind),
    quote.cue && element('span', {}, t('cue'), ': ', spoken(words(quote.cue))),
    quote.how && element('span', {}, named('how', quote.how)));
  return element('li', {},
    element('button', { type: 'button', class: 'entry quote', onclick: () => jump(ids, at) },
      element('q', { class: 'said', lang: 'ar' }, spoken(words(quote))),
      facts));
}

function speakerLine(outline, { name, role, ids }) {
  const list = element('ol', { class: 'list' });
  fill(list, ids, (_, at) => quoteLine(outline, ids, at), QUOTES);
  return element('li', {},
    element('h3', {},
      name ? spoken(name) : t('unknownSpeaker'),
      role && role !== name && element('span', { class: 'role' }, spoken(role))),
    list);
}

/** Draws the quotes. */
export function drawQuotes() {
  const { outline } = get();
  fill(byId('quotes'), outline?.speakers ?? [], (speaker) => speakerLine(outline, speaker), SPEAKERS);
}
