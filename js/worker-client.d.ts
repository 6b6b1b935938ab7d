import type {
  Analysis, AnalyzeOptions, CreateOptions, Keyword, KeywordMatch, KeywordOptions, Layer, Normalized, NormalizeOptions, Range,
} from './types.js';

export type * from './types.js';
export { WasimError } from './types.js';

export interface Cancellable {
  /** Cancels the request: its promise is rejected with the signal's reason. */
  signal?: AbortSignal | null;
}

export interface WorkerOptions extends CreateOptions {
  /** The address of worker.js, when it is not beside this file. On the page's own origin; never blob: or data:. */
  workerUrl?: string | URL | null;
}

/** The analyser of the main entry, with promises. Every request is answered, ok or error. */
export interface WorkerAnalyzer {
  analyze<const L extends Layer = Layer>(text: string, options?: (AnalyzeOptions<L> & Cancellable) | null): Promise<Analysis<L>>;
  normalize(text: string, options?: (NormalizeOptions & Cancellable) | null): Promise<Normalized>;
  sentences(text: string, options?: Cancellable | null): Promise<Range[]>;
  highlight(text: string, keywords: readonly Keyword[], options?: (KeywordOptions & Cancellable) | null): Promise<KeywordMatch[]>;
  /** Stops the worker. What is still asked is answered with an error. */
  dispose(): void;
}

/** Starts a worker with an analyser in it. Nothing happens before the first call. */
export function createAnalyzer(options?: WorkerOptions | null): Promise<WorkerAnalyzer>;
