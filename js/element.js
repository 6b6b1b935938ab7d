/**
 * `<wasim-text>`: an element that marks the text inside it, in place, as `wasim/dom` does.
 * Nothing happens before `define` is called, and nothing is loaded before the first element
 * stands in a document.
 */

import { createAnalyzer } from './index.js';
import { LAYERS } from './options.js';
import { clear, paint, textOf } from './dom.js';

/**
 * Defines the element, once for a name.
 * @param {object} [options]
 * @param {string} [options.name] the tag
 * @param {() => unknown} [options.analyzer] gives the analyser, or a promise of it: that of any
 *   entry, with the caller's own keywords and names; asked once, at the first element
 */
export function define({ name = 'wasim-text', analyzer = createAnalyzer } = {}) {
  if (customElements.get(name)) return;
  let shared = null;
  // What failed is asked again by the next element.
  const ask = () => (shared ??= Promise.resolve(analyzer()).catch((error) => {
    shared = null;
    throw error;
  }));
  customElements.define(name, elementOf(ask));
}

/** Made here and not at import: where there is no document there is no HTMLElement. */
function elementOf(ask) {
  return class extends HTMLElement {
    /** Counts requests: an answer to an earlier one comes too late. */
    #asked = 0;

    connectedCallback() {
      // An element that the parser meets has no children yet.
      if (document.readyState !== 'loading') this.refresh();
      else document.addEventListener('DOMContentLoaded', () => this.refresh(), { once: true });
    }

    disconnectedCallback() {
      this.#asked += 1;
    }

    /** Reads the text as it is now and marks it. Resolves to the analysis, or null when it came too late or failed. */
    async refresh() {
      const asked = (this.#asked += 1);
      try {
        const analyser = await ask();
        const text = textOf(this);
        const given = this.getAttribute('layers')?.split(/\s+/).filter(Boolean);
        const analysis = await analyser.analyze(text, { layers: given ?? LAYERS });
        if (asked !== this.#asked || textOf(this) !== text) return null;
        paint(this, analysis, { range: this.getAttribute('range') ?? 'name' });
        this.dispatchEvent(new CustomEvent('wasim-analysis', { detail: analysis }));
        return analysis;
      } catch (error) {
        if (asked === this.#asked) this.dispatchEvent(new CustomEvent('wasim-error', { detail: error }));
        return null;
      }
    }

    /** Takes the marks off. */
    clear() {
      this.#asked += 1;
      clear(this);
    }
  };
}
