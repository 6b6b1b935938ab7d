// Checks what callers pass, so that a mistake is an error that names it and never a silent wrong answer.

import { WasimError, show } from './errors.js';

export const LAYERS = Object.freeze(['sentences', 'mentions', 'entities', 'quotes', 'keywords']);

const CREATE = ['wasm', 'model', 'keywords', 'matching', 'lexicon', 'normalize', 'onProblem'];
const KEYWORD = ['term', 'group'];
const ROW = ['name', 'kind', 'aliases', 'country'];

/** @returns {string} */
export function text(value, method) {
  if (typeof value === 'string') return value;
  const hint = typeof value?.textContent === 'string' ? '; pass its textContent' : '';
  throw new WasimError('argument', `${method}: the text must be a string, but it is ${show(value)}${hint}`);
}

/** The options object of `method`, with only the names it knows. */
export function options(value, method, known) {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new WasimError('argument', `${method}: the options must be an object, but they are ${show(value)}`);
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      throw new WasimError('option', `${method}: there is no option "${name}"; there are ${known.join(', ')}`);
    }
  }
  return value;
}

/** The options of createAnalyzer, keywords made regular. */
export function createOptions(value, more = []) {
  const given = options(value, 'createAnalyzer', [...CREATE, ...more]);
  return {
    ...given,
    keywords: keywords(given.keywords ?? [], 'createAnalyzer'),
    matching: switches(given.matching, 'createAnalyzer', 'matching'),
    lexicon: lexicon(given.lexicon, 'createAnalyzer'),
    model: bytes(given.model, 'createAnalyzer'),
    normalize: switches(given.normalize, 'createAnalyzer', 'normalize'),
    onProblem: callback(given.onProblem, 'createAnalyzer'),
  };
}

/** The options of analyze; `last` as for `keywords`. */
export function analyzeOptions(value, last = null) {
  const given = options(value, 'analyze', ['layers', 'keywords', 'matching', 'lexicon', 'onProblem']);
  return {
    layers: layers(given.layers),
    keywords: given.keywords === undefined || given.keywords === null ? null : keywords(given.keywords, 'analyze', last),
    matching: switches(given.matching, 'analyze', 'matching'),
    lexicon: lexicon(given.lexicon, 'analyze'),
    onProblem: callback(given.onProblem, 'analyze'),
  };
}

/** The options of highlight. */
export function highlightOptions(value) {
  const given = options(value, 'highlight', ['matching', 'onProblem']);
  return { matching: switches(given.matching, 'highlight', 'matching'), onProblem: callback(given.onProblem, 'highlight') };
}

/** An object of switches; the engine knows their names and values. */
export function switches(value, method, name) {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  throw new WasimError('argument', `${method}: ${name} must be an object of options, but it is ${show(value)}`);
}

/**
 * Keywords as `[{term, group}]`; a string is a term of no group.
 * `last`, what an earlier call gave, is given again where `value` still says the same: callers
 * change their arrays in place, so every term is looked at, but nothing is made.
 */
export function keywords(value, method, last = null) {
  if (!Array.isArray(value)) {
    throw new WasimError('argument', `${method}: keywords must be an array of strings or {term, group}, but they are ${show(value)}`);
  }
  if (last?.length === value.length && last.every((known, index) => says(value[index], known))) return last;
  return value.map((item, index) => {
    if (typeof item === 'string') return { term: item, group: null };
    const name = `${method}: keyword ${index}`;
    if (item === null || typeof item !== 'object' || typeof item.term !== 'string') {
      throw new WasimError('argument', `${name} must be a string or {term, group} with a string as term, but it is ${show(item)}`);
    }
    options(item, name, KEYWORD);
    const group = item.group ?? null;
    if (group !== null && typeof group !== 'string') {
      throw new WasimError('argument', `${name} (${show(item.term)}): group must be a string or null, but it is ${show(group)}`);
    }
    return { term: item.term, group };
  });
}

/** Whether `item` is good and means `{term, group}`. */
function says(item, { term, group }) {
  if (typeof item === 'string') return item === term && group === null;
  const same = typeof item === 'object' && item?.term === term && (item.group ?? null) === group;
  return same && Object.keys(item).every((name) => KEYWORD.includes(name));
}

/** The user's names: a table as it is, rows as `[{name, kind, aliases, country}]`, null for none. */
export function lexicon(value, method) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) {
    throw new WasimError('argument', `${method}: lexicon must be an array of {name, kind, aliases, country} or a table as a string, but it is ${show(value)}`);
  }
  return value.map((item, index) => {
    const name = `${method}: row ${index + 1} of the lexicon`;
    if (item === null || typeof item !== 'object' || typeof item.name !== 'string' || typeof item.kind !== 'string') {
      throw new WasimError('argument', `${name} must be {name, kind} with strings, but it is ${show(item)}`);
    }
    options(item, name, ROW);
    const { aliases, country } = { aliases: item.aliases ?? [], country: item.country ?? null };
    if (!Array.isArray(aliases) || aliases.some((alias) => typeof alias !== 'string')) {
      throw new WasimError('argument', `${name} (${show(item.name)}): aliases must be an array of strings, but they are ${show(aliases)}`);
    }
    if (country !== null && typeof country !== 'string') {
      throw new WasimError('argument', `${name} (${show(item.name)}): country must be a string or null, but it is ${show(country)}`);
    }
    return { name: item.name, kind: item.kind, aliases, country };
  });
}

/** The bytes of a model; undefined for the one in the module. */
function bytes(value, method) {
  if (value === undefined || value === null) return undefined;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new WasimError('argument', `${method}: model must be the bytes of a model file, as a Uint8Array or an ArrayBuffer, but it is ${show(value)}`);
}

export function callback(value, method) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'function') return value;
  throw new WasimError('argument', `${method}: onProblem must be a function, but it is ${show(value)}`);
}

function layers(value) {
  if (value === undefined || value === null) return LAYERS;
  const known = `there are ${LAYERS.join(', ')}`;
  if (!Array.isArray(value)) {
    throw new WasimError('argument', `analyze: layers must be an array of names, but they are ${show(value)}; ${known}`);
  }
  for (const name of value) {
    if (!LAYERS.includes(name)) throw new WasimError('option', `analyze: there is no layer ${show(name)}; ${known}`);
  }
  return value;
}

/** Calls `onProblem` for each bad keyword or row, or throws when nobody listens. The others still work. */
export function reportProblems(problems, onProblem, method) {
  if (problems.length === 0) return;
  if (onProblem !== null) {
    for (const problem of problems) onProblem(problem);
    return;
  }
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more; see .problems)` : '';
  const advice = '; give onProblem to go on with the others';
  const code = problems[0].option === 'lexicon' ? 'lexicon' : 'keyword';
  throw new WasimError(code, `${method}: ${problems[0].message}${more}${advice}`, { problems });
}
