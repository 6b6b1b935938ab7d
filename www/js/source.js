/** The paste box: takes the text in, holds a long one beside itself. */

import { byId } from './element.js';
import { number, t } from './language.js';
import { markNow, markSoon } from './marking.js';
import { sample } from './sample.js';
import { breathe } from './slices.js';
import { get, set } from './state.js';

/** A browser takes longer than a blink to lay out a longer text in an editable box. */
const HELD = 30_000;

/** As a text box would give it: one line end for all. */
const lineEnds = (text) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** Takes `text` as the whole text. */
export function take(text) {
  const held = text.length > HELD;
  byId('source').value = held ? '' : text;
  set({ text, held, outline: null, selection: null });
  markNow();
}

async function onPaste(event) {
  const pasted = lineEnds(event.clipboardData?.getData('text/plain') ?? '');
  const { value, selectionStart, selectionEnd } = event.target;
  const kept = value.length - (selectionEnd - selectionStart);
  if (pasted.length + kept <= HELD) return;
  event.preventDefault();
  // The clipboard has taken its time; the page draws before it goes on.
  await breathe();
  take(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
}

async function onDrop(event) {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  take(lineEnds(await file.text()));
}

/** Draws what stands in for the box while it holds a long text. */
export function drawHeld() {
  const { held, text } = get();
  byId('held').hidden = !held;
  byId('source').rows = held ? 3 : 9;
  byId('held-text').textContent = held ? t('held', { count: number(text.length) }) : '';
}

/** Listens to the box and its buttons. */
export function startSource() {
  const box = byId('source');
  box.addEventListener('paste', onPaste);
  box.addEventListener('drop', onDrop);
  box.addEventListener('input', (event) => {
    const text = box.value;
    set({ text, held: false, ...(text ? {} : { outline: null, selection: null }) });
    if (event.inputType === 'insertFromPaste' || !text) markNow();
    else markSoon();
  });
  byId('clear').addEventListener('click', () => {
    take('');
    box.focus();
  });
  for (const id of ['sample', 'sample-again']) byId(id).addEventListener('click', () => take(sample));
  for (const [id, key] of [['keywords', 'keywordSource'], ['names', 'nameSource']]) {
    byId(id).addEventListener('input', (event) => {
      set({ [key]: event.target.value });
      markSoon();
    });
  }
  // What the browser kept in the box over a reload is the text.
  if (box.value) set({ text: box.value });
  set({ keywordSource: byId('keywords').value, nameSource: byId('names').value });
}
