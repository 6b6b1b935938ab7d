import type { Analysis, Layer } from './types.js';

/** What the element needs of an analyser: one of any entry will do. */
export interface ElementAnalyzer {
  analyze(text: string, options: { layers: readonly Layer[] }): Analysis<Layer> | Promise<Analysis<Layer>>;
}

export interface DefineOptions {
  /** The tag; `wasim-text` when absent. */
  name?: string;
  /** Gives the analyser, asked once at the first element; `createAnalyzer` of `wasim` when absent. */
  analyzer?: () => ElementAnalyzer | Promise<ElementAnalyzer>;
}

/**
 * An element that marks its text when it comes into a document. Attributes: `layers`, names
 * parted by spaces (all when absent), and `range`, `name` or `word`. It tells of its work by the
 * events `wasim-analysis` and `wasim-error`, whose `detail` is the analysis or the error.
 */
export interface WasimTextElement extends HTMLElement {
  /** Reads the text as it is now and marks it; null when another request came after, or it failed. */
  refresh(): Promise<Analysis<Layer> | null>;
  /** Takes the marks off. */
  clear(): void;
}

/** Defines the element, once for a name. Nothing happens before. */
export function define(options?: DefineOptions): void;
