// The shapes that every entry shares. Offsets count UTF-16 units, as String.prototype.slice does.

/** A half-open range of the text: `text.slice(start, end)`. */
export interface Range {
  start: number;
  end: number;
}

export type Kind = 'person' | 'organization' | 'place' | 'role';
export type Rule = 'model' | 'gazetteer' | 'title' | 'alias' | 'user';
export type QuoteKind = 'direct' | 'open' | 'headline' | 'indirect';
export type How = 'subject' | 'role' | 'carried' | 'headline' | 'according';

/** A person, organization, place or role where it stands in the text. */
export interface Mention extends Range {
  /** The written word it stands in, with attached particles. */
  word: Range;
  kind: Kind;
  /** Whether a place acts: negotiates, says, is asked. */
  acting: boolean;
  /** Its entity, as index and `id` in `entities`. */
  entity: number | null;
  /** How sure, 0 to 1. */
  score: number;
  /** Why it was marked. */
  rule: Rule;
}

/** The mentions of one individual, body, place or source, gathered. */
export interface Entity {
  id: number;
  kind: Kind;
  /** Its fullest name in the text. */
  name: string;
  aliases: string[];
  role: string | null;
  /** ISO 3166 alpha-2 code, where known. */
  country: string | null;
  /** Where a place is that the built-in tables know, in degrees of WGS 84; of a country, a point in its midst. */
  coordinates: { latitude: number; longitude: number } | null;
  /** Indices in `mentions`. */
  mentions: number[];
}

/** Something said, without its quotation marks. */
export interface Quote extends Range {
  kind: QuoteKind;
  /** The words that attribute it. */
  cue: Range | null;
  /** The words that name the speaker beside the cue. */
  speaker: Range | null;
  /** The speaker, as index and `id` in `entities`. */
  entity: number | null;
  /** How the speaker was found. */
  how: How | null;
  /** Whether a quote that was opened with a mark is closed by one. */
  closed: boolean;
}

/** A keyword of the user's where it stands in the text. */
export interface KeywordMatch extends Range {
  word: Range;
  /** The term as it was given. */
  term: string;
  group: string | null;
}

export interface Layers {
  sentences: Range[];
  mentions: Mention[];
  entities: Entity[];
  quotes: Quote[];
  keywords: KeywordMatch[];
}

export type Layer = keyof Layers;

/** Plain objects; arrays are sorted by start, then longest first. A layer that was not asked for is null. */
export type Analysis<L extends Layer = Layer> = { [K in Layer]: K extends L ? Layers[K] : null };

/** A term, a phrase or a `/pattern/`; a bare string is a term of no group. */
export type Keyword = string | { term: string; group?: string | null };

/** A name of the user's. It wins over what the model finds, and gathers its mentions in one entity. */
export interface LexiconRow {
  /** The name of the entity; found however it is spelt or prefixed, as whole words. */
  name: string;
  kind: Kind;
  /** Its other names. */
  aliases?: readonly string[] | null;
  /** ISO 3166 alpha-2 code. */
  country?: string | null;
}

/**
 * Rows, or a table: a header of `name`, `kind`, `aliases` and `country`, then one row a line, columns parted by tabs,
 * aliases by `|`; lines that begin with `#` are comments.
 */
export type Lexicon = string | readonly LexiconRow[];

/** A keyword or a row of the lexicon that cannot be used. */
export interface Problem {
  /** Where it was given. */
  option: 'keywords' | 'lexicon';
  /** Its place in the list that was given, or its line in the table, from 0. */
  index: number;
  /** The keyword, or the name of the row. */
  term: string;
  group: string | null;
  message: string;
}

/** Which differences between a keyword and the text do not count; all but `exact` are true when left out. */
export interface MatchingOptions {
  /** Nothing counts as the same, but for the switches that are true beside it. */
  exact?: boolean | null;
  /** Haraka, tatweel and Qur'anic signs. */
  diacritics?: boolean | null;
  /** أ إ آ ٱ ا are one, and so are ؤ ئ ء. */
  hamza?: boolean | null;
  /** ى and ي, ة and ه, Persian letters and the Arabic ones they look like. */
  letters?: boolean | null;
  /** ٣ and 3. */
  digits?: boolean | null;
  /** Case, in scripts that have it. */
  case?: boolean | null;
  /** و ف ب ك ل س before the first word. */
  clitics?: boolean | null;
  /** ال before a word of the text, where the term has none. */
  article?: boolean | null;
  /** Only whole words match. */
  wholeWords?: boolean | null;
}

export interface KeywordOptions {
  /**
   * Called for each keyword or row of the lexicon that cannot be used; the others still work.
   * Without it such a one makes the call fail with code `keyword` or `lexicon`.
   */
  onProblem?: ((problem: Problem) => void) | null;
  /** How keywords match; where a call does not say, as `createAnalyzer` was told. */
  matching?: MatchingOptions | null;
}

export interface AnalyzeOptions<L extends Layer = Layer> extends KeywordOptions {
  /** What to give; all when left out. */
  layers?: readonly L[] | null;
  /** To look for in place of those given to `createAnalyzer`. */
  keywords?: readonly Keyword[] | null;
  /** To know in place of the one given to `createAnalyzer`. */
  lexicon?: Lexicon | null;
}

/**
 * What normalising does. `preset` comes first, then the switches, each over what the preset says:
 * `repair` (when none is given) mends what pasting did and is safe to show; `fold` is what the analyser
 * matches; `search` is as Lucene's Arabic analysis; `camel` as CAMeL Tools; `light` is `repair` without
 * harakat; `none` changes nothing.
 */
export interface NormalizeOptions {
  preset?: 'none' | 'repair' | 'fold' | 'search' | 'camel' | 'light' | null;
  /** The Unicode normalisation form. */
  form?: 'none' | 'NFC' | 'NFKC' | null;
  /** Lines pasted back to front, as some PDFs give them, are turned into reading order. */
  visual?: boolean | null;
  /** Shaped letters and ligatures become letters: ﻻ becomes لا. */
  presentation?: boolean | null;
  /** Tatweel is dropped. */
  tatweel?: boolean | null;
  /** Tanwin, short vowels, shadda and sukun are dropped. */
  harakat?: boolean | null;
  /** Dagger alef is dropped. */
  dagger?: boolean | null;
  /** Qur'anic and honorific signs are dropped, and a hamza or madda on its own. */
  quranic?: boolean | null;
  /** أ إ آ become ا. */
  alef?: boolean | null;
  /** ٱ becomes ا. */
  wasla?: boolean | null;
  /** ى becomes ي. */
  yeh?: boolean | null;
  /** ة becomes ه. */
  tehMarbuta?: boolean | null;
  /** ؤ and ئ become ء. */
  hamzaSeats?: boolean | null;
  /** Persian and Urdu letters that look like Arabic ones become those: ک ی ہ. */
  lookalikes?: boolean | null;
  /** Letters for foreign sounds become the nearest Arabic ones: گ پ چ ژ ڤ. */
  foreign?: boolean | null;
  /** ٠–٩ and ۰–۹ become 0–9. */
  digits?: boolean | null;
  /** ، ؛ ؟ ٪ ٫ ٬ become , ; ? % . , — quotation marks never change. */
  punctuation?: boolean | null;
  /** Bidi controls are dropped. */
  bidi?: boolean | null;
  /** Zero-width spaces, word joiners, soft hyphens and byte order marks are dropped. */
  zeroWidth?: boolean | null;
  /** ZWNJ and ZWJ are dropped, except inside emoji. */
  joiners?: boolean | null;
  /** No-break and other wide or narrow spaces become plain spaces. */
  spaces?: boolean | null;
  /** Cased letters become lower-case. */
  lowercase?: boolean | null;
}

/** A normalised text and the way between it and its source. */
export interface Normalized {
  text: string;
  /** The range of the source that a range of the normalised text stands for. */
  toSource(start: number, end: number): Range;
  /** The range of the normalised text that a range of the source became. */
  toNormalized(start: number, end: number): Range;
}

export interface CreateOptions extends KeywordOptions {
  /**
   * The module, when it is not where the entry looks for it. Read once: all
   * analysers of a page or process share one engine.
   */
  wasm?: string | URL | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module | null;
  keywords?: readonly Keyword[] | null;
  /** The user's own names. */
  lexicon?: Lexicon | null;
  /** A model file that the trainer wrote, in place of the one in the module. */
  model?: ArrayBuffer | ArrayBufferView | null;
  /** For `normalize`, where a call does not say otherwise. */
  normalize?: NormalizeOptions | null;
}

export interface Analyzer {
  /** Everything that is said about `text`. Any string gives an answer. */
  analyze<const L extends Layer = Layer>(text: string, options?: AnalyzeOptions<L> | null): Analysis<L>;
  normalize(text: string, options?: NormalizeOptions | null): Normalized;
  sentences(text: string): Range[];
  /** Only where `keywords` stand in `text`. */
  highlight(text: string, keywords: readonly Keyword[], options?: KeywordOptions | null): KeywordMatch[];
  /** Frees memory. The analyser cannot be used afterwards. */
  dispose(): void;
}

export type WasimErrorCode =
  | 'argument' // a value of the wrong type
  | 'option' // an unknown name or a value it cannot have
  | 'keyword' // keywords that cannot be used; see `problems`
  | 'lexicon' // rows of the lexicon that cannot be used; see `problems`
  | 'wasm-fetch' // the module could not be read
  | 'wasm-compile' // the module could not be compiled or does not fit
  | 'csp' // the Content-Security-Policy forbids WebAssembly
  | 'worker' // the worker could not be started
  | 'disposed' // the analyser was disposed
  | 'engine'; // the engine ran out of memory

/** The one error type of the package: its message names the thing, its value and the remedy. */
export declare class WasimError extends Error {
  readonly name: 'WasimError';
  readonly code: WasimErrorCode;
  readonly problems: Problem[];
}
