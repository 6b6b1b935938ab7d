/** Puts the parts together: which part draws when which state changes. */

import { byId } from './element.js';
import { startExports } from './exports.js';
import { startHover } from './hover.js';
import { drawTerms } from './keywords.js';
import { startLanguage } from './language.js';
import { drawLegend } from './legend.js';
import { drawLists } from './lists.js';
import { cancel, markNow, startMarking } from './marking.js';
import { drawNames } from './names.js';
import { drawQuotes } from './quotes.js';
import { drawHeld, startSource } from './source.js';
import { get, on } from './state.js';
import { drawStatus } from './status.js';
import { startWalking } from './walk.js';
import { drawWhy } from './why.js';

byId('boot').remove();

const parts = [
  [['language', 'outline', 'hidden'], drawLegend],
  [['language', 'outline'], drawLists],
  [['language', 'outline'], drawQuotes],
  [['language', 'outline', 'keywordSource', 'keywordProblems'], drawTerms],
  [['language', 'outline', 'nameSource', 'nameProblems'], drawNames],
  [['language', 'outline', 'selection'], drawWhy],
  [['language', 'held', 'text'], drawHeld],
  [['language', 'phase', 'progress', 'failure', 'text', 'outline'], drawStatus],
];

on(['language'], startLanguage(byId('language')));
startSource();
startWalking();
startHover();
startExports();
byId('cancel').addEventListener('click', () => (get().phase === 'cancelled' ? markNow() : cancel()));
for (const [keys, draw] of parts) {
  draw();
  on(keys, draw);
}
startMarking();
