/** Fills lists a page at a time: a long article has thousands of lines, and nobody reads them at once. */

import { element } from './element.js';
import { number, t } from './language.js';

/** Fills `list` with the lines that `lineOf` makes of `items`, `page` of them at first and at each press. */
export function fill(list, items, lineOf, page) {
  list.replaceChildren();
  if (items.length === 0) list.append(element('li', { class: 'none' }, t('none')));
  const grow = (from) => {
    list.append(...items.slice(from, from + page).map((item, i) => lineOf(item, from + i)));
    const rest = items.length - from - page;
    if (rest <= 0) return;
    const press = () => {
      more.remove();
      grow(from + page);
      list.children[from + page].querySelector('button')?.focus();
    };
    const more = element('li', {},
      element('button', { type: 'button', class: 'quiet', onclick: press }, t('more', { count: number(rest) })));
    list.append(more);
  };
  grow(0);
}
