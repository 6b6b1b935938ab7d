/** Progress, the empty page, failures. */

import { byId, element } from './element.js';
import { number, t } from './language.js';
import { startMarking } from './marking.js';
import { get } from './state.js';

/** Which words say what to do, by the code of the package's error. */
const REMEDIES = {
  csp: 'failPolicy',
  'wasm-fetch': 'failMissing',
  'wasm-compile': 'failMissing',
  worker: 'failMissing',
};

/** Milliseconds of rest before it is said what was found. */
const REST = 1000;

/** The key of the remedy for `failure`. */
export function remedyOf(failure) {
  if (typeof WebAssembly === 'undefined') return 'failBrowser';
  return REMEDIES[failure?.code] ?? 'failOther';
}

function drawFailure({ phase, failure }) {
  const box = byId('failure');
  box.hidden = phase !== 'failed';
  if (box.hidden) return box.replaceChildren();
  return box.replaceChildren(
    element('h3', {}, t('failTitle')),
    element('p', {}, t(remedyOf(failure))),
    element('p', { class: 'reason', lang: 'en', dir: 'ltr' }, String(failure?.message ?? failure)),
    element('button', { type: 'button', class: 'main', onclick: startMarking }, t('retry')),
  );
}

function drawProgress({ phase, progress, text }) {
  const busy = text && (phase === 'analysing' || phase === 'painting' || phase === 'starting');
  const stopped = text && phase === 'cancelled';
  byId('progress').hidden = !busy && !stopped;
  byId('progress').classList.toggle('stopped', Boolean(stopped));
  const bar = byId('progress-bar');
  bar.hidden = Boolean(stopped);
  if (progress === null) bar.removeAttribute('value');
  else bar.value = progress;
  byId('progress-text').textContent = busy || stopped ? t(phase) : '';
  byId('cancel').textContent = t(stopped ? 'resume' : 'cancel');
}

let announcement = 0;

/** Says what was found, once the reader has let the text rest: not at each pause of typing. */
function announce({ phase, text, outline }) {
  clearTimeout(announcement);
  if (phase !== 'ready' || !outline || !text) return;
  const counts = {
    actors: number(outline.actors.length),
    places: number(outline.places.length),
    quotes: number(outline.analysis.quotes.length),
  };
  announcement = setTimeout(() => (byId('announce').textContent = t('done', counts)), REST);
}

/** Draws all of it. */
export function drawStatus() {
  const state = get();
  const { text, phase } = state;
  document.documentElement.dataset.phase = phase;
  byId('findings').hidden = !text;
  byId('empty').hidden = Boolean(text) || phase === 'failed';
  byId('text').hidden = !text;
  byId('walk-hint').hidden = !text;
  byId('exports').hidden = !text || !state.outline;
  byId('reading').setAttribute('aria-busy', String(phase === 'analysing' || phase === 'painting'));
  drawProgress(state);
  announce(state);
  drawFailure(state);
}
