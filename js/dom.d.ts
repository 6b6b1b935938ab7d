import type { Layers } from './types.js';

/** What is marked. A place that acts is `acting`. */
export type MarkKind = 'person' | 'organization' | 'place' | 'acting' | 'role' | 'quote' | 'keyword';

/** Something to mark, in UTF-16 offsets. `id` is `m`, `q` or `k` and its index in the analysis. */
export interface MarkSpan {
  id: string;
  kind: MarkKind;
  start: number;
  end: number;
}

/** A stretch of text over which the same spans lie. */
export interface Run {
  start: number;
  end: number;
  spans: MarkSpan[];
}

/** An analysis; layers that are absent or null are not painted. */
export type Paintable = Partial<{ [K in keyof Layers]: Layers[K] | null }>;

export interface PaintOptions {
  /** `name` (default) marks the name itself, `word` the written word with its particles. */
  range?: 'name' | 'word';
}

/** Class of every mark. */
export const MARK_CLASS: string;
/** Everything that can be painted, sorted by start, then longest first. */
export function spansOf(analysis: Paintable, options?: PaintOptions): MarkSpan[];
/** Cuts `from..to` into runs; they tile the range. */
export function cut(spans: MarkSpan[], from: number, to: number): Run[];
/** The nodes that show `runs` of `text`, whose first unit has offset `base`. */
export function nodesOf(text: string, runs: Run[], base?: number): DocumentFragment;
/** Index of the piece that holds `offset`. Pieces are in order. */
export function pieceAt(pieces: readonly { start: number }[], offset: number): number;
/** For each piece of a text the spans that reach into it, in order. */
export function spread(spans: MarkSpan[], pieces: readonly { start: number }[]): MarkSpan[][];
/** The text of an element as `paint` counts it, a line end between blocks. */
export function textOf(root: Element): string;
/** Marks an analysis of `textOf(root)` inside `root`. */
export function paint(root: Element, analysis: Paintable, options?: PaintOptions): void;
/** Takes off the marks under `root`, and nothing else. */
export function clear(root: Element): void;
/** The spans that are marked under `root`. */
export function read(root: Element): MarkSpan[];
