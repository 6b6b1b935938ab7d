import type { Analyzer, CreateOptions } from './types.js';

export type * from './types.js';
export { WasimError } from './types.js';

/** Loads the engine, once for all analysers, and makes an analyser. Nothing happens before the first call. */
export function createAnalyzer(options?: CreateOptions | null): Promise<Analyzer>;
