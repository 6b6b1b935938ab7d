/** Whether Arabic letters stay joined across a mark in this browser. */

import { element } from './element.js';

/**
 * Measures one word with a mark inside it and without: where the browser cuts
 * the joining at the mark (as WebKit does), the word is wider. Marks then lie
 * on whole written words.
 */
export function lettersJoin() {
  // The first letter joins to the second, as و would not.
  const word = 'بحماس';
  const whole = element('span', {}, word);
  const cut = element('span', {}, word.slice(0, 1), element('mark', {}, word.slice(1)));
  const probe = element('p', { class: 'probe', lang: 'ar', 'aria-hidden': 'true' }, whole, ' ', cut);
  document.body.append(probe);
  const difference = whole.getBoundingClientRect().width - cut.getBoundingClientRect().width;
  probe.remove();
  return Math.abs(difference) < 0.5;
}
