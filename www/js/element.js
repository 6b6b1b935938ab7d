/** Makes elements without markup in strings: text goes in as text nodes only. */

/** `element("li", { class: "x", onclick: f }, "text", node)`; absent children are left out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A list shows no more of a quote than this; the whole stands in the text. */
const LONGEST = 400;

/** Words of the text, in a direction of their own, cut when there are very many. */
export function spoken(text) {
  const words = text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/\S*$/u, '')}…` : text;
  return element('bdi', { lang: 'ar' }, words);
}
