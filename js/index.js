// The entry for browsers and bundlers: the module is a file of its own beside this one.

import { creator } from './analyzer.js';

// Written out literally: bundlers find the asset by this very expression.
export const createAnalyzer = creator(() => new URL('./wasim_bg.wasm', import.meta.url));

export { WasimError } from './errors.js';
