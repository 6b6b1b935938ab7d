/** The language of the interface: looks words up, turns the page round. */

import { get, set } from './state.js';
import { strings } from './strings.js';

const STORED = 'wasim-language';

/** The words for `key`, with `{name}` filled from `values`. */
export function t(key, values = {}) {
  const words = strings[get().language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, slot) => values[slot] ?? '');
}

/** What the page calls a value of the contract, such as `rule` `title`; a value that is new to it stays as it is. */
export const name = (family, value) => (`${family}.${value}` in strings.ar ? t(`${family}.${value}`) : value);

/** A number as the interface writes it. */
export const number = (value) => value.toLocaleString(get().language === 'ar' ? 'ar-u-nu-latn' : 'en');

/** A share between 0 and 1 in per cent. */
export const percent = (value) => `${number(Math.round(value * 100))}%`;

/** A point of the earth: degrees of latitude and longitude. */
export const point = ({ latitude, longitude }) =>
  [latitude, longitude].map((degrees) => `\u2066${degrees.toFixed(2)}\u2069`).join(get().language === 'ar' ? '، ' : ', ');

/** A country's name by its ISO code, or the code. */
export function country(code) {
  try {
    return new Intl.DisplayNames(get().language, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Writes the words of the current language into the page. */
export function applyLanguage() {
  const { language } = get();
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-label]'))
    node.setAttribute('aria-label', t(node.dataset.tLabel));
  for (const node of document.querySelectorAll('[data-t-placeholder]')) node.placeholder = t(node.dataset.tPlaceholder);
}

/** Starts in the language used last, and lets `button` change it. */
export function startLanguage(button) {
  let stored = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    // Storage may be forbidden; the page then starts in Arabic each time.
  }
  const show = () => {
    const other = get().language === 'ar' ? 'en' : 'ar';
    button.textContent = other === 'en' ? 'English' : 'العربية';
    button.lang = other;
    button.dir = other === 'en' ? 'ltr' : 'rtl';
    applyLanguage();
  };
  if (stored === 'en') set({ language: 'en' });
  show();
  button.addEventListener('click', () => {
    set({ language: get().language === 'ar' ? 'en' : 'ar' });
    try {
      localStorage.setItem(STORED, get().language);
    } catch {
      // As above.
    }
  });
  return show;
}
