// Golden files in JavaScript, by the rules of README.md: what the cases are, and what an analysis answers to them.
// Knows nothing of files or of where it runs. Offsets are in UTF-16.

/** Characters that cannot be seen, or not told from a space. */
const UNSEEN = /[\u{0}-\u{9}\u{B}-\u{1F}\u{7F}-\u{A0}\u{AD}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202F}\u{2060}-\u{206F}\u{FEFF}]/gu;

/**
 * The cases of a file: `{name, keywords: [{term, group}], lexicon: [{name, kind, aliases}], layers: [{name, known, marked}]}`.
 * @param {string} source
 */
export function readCases(source) {
  const cases = [];
  for (const line of source.split('\n')) {
    const last = cases.at(-1);
    const layer = last?.layers.at(-1);
    if (line.startsWith('== ')) cases.push({ name: line.slice(3), keywords: [], lexicon: [], layers: [] });
    else if (!last || line.startsWith('# ')) continue;
    else if (line.startsWith('-- ')) last.layers.push(heading(line.slice(3)));
    else if (layer) layer.marked += `${line}\n`;
    else if (line.startsWith('+ ')) last.keywords.push(keyword(line.slice(2)));
    else if (line.startsWith('~ ')) last.lexicon.push(row(line.slice(2)));
    else if (line.trim() !== '') throw new Error(`${last.name}: neither a keyword, a row nor a layer: ${line}`);
  }
  for (const { layers } of cases) for (const layer of layers) layer.marked = layer.marked.replace(/\n+$/, '');
  return cases;
}

function heading(text) {
  const at = text.indexOf(' known: ');
  return at < 0 ? { name: text, known: null, marked: '' } : { name: text.slice(0, at), known: text.slice(at + 8), marked: '' };
}

function keyword(line) {
  const { group, term } = /^(?:(?<group>[^/:]+):)?\s*(?<term>.+)$/u.exec(line.trim()).groups;
  return { term: term.trim(), group: group?.trim() ?? null };
}

function row(line) {
  const { kind, names } = /^(?<kind>[^:]+): (?<names>.+)$/u.exec(line).groups;
  const [name, ...aliases] = names.split('|').map((part) => part.trim());
  return { name, kind, aliases };
}

/** Marked text as `{text, marks: [{start, end, label}]}`, marks sorted. */
export function read(marked) {
  let text = '';
  const marks = [];
  const open = [];
  for (const [piece, label, code] of marked.matchAll(/⟦([^|]*)\||\\u\{([0-9A-F]+)\}|[^]/gu)) {
    if (label !== undefined) {
      open.push({ start: text.length, end: text.length, label });
      marks.push(open.at(-1));
    } else if (piece === '⟧') {
      const mark = open.pop();
      if (!mark) throw new Error(`⟧ without ⟦: ${marked}`);
      mark.end = text.length;
      if (mark.start === mark.end) throw new Error(`a mark of nothing: ${marked}`);
    } else if (piece === '⟦') throw new Error(`a mark without a label: ${marked}`);
    else text += code === undefined ? piece : String.fromCodePoint(Number.parseInt(code, 16));
  }
  if (open.length > 0) throw new Error(`a mark is not closed: ${marked}`);
  return { text, marks: sorted(marks) };
}

/** A text with sorted marks. What crosses an earlier mark stands on a line of its own below. */
export function write(text, marks) {
  const opens = new Map();
  const closes = new Map();
  let stack = [];
  let below = '';
  for (const { start, end, label } of marks) {
    stack = stack.filter((other) => other > start);
    if (start === end || stack.at(-1) < end) {
      below += `\n!! not in place ⟦${label}|${text.slice(start, end)}⟧`;
      continue;
    }
    stack.push(end);
    opens.set(start, `${opens.get(start) ?? ''}⟦${label}|`);
    closes.set(end, `${closes.get(end) ?? ''}⟧`);
  }
  let written = '';
  let from = 0;
  for (const at of [...new Set([...opens.keys(), ...closes.keys(), text.length])].sort((a, b) => a - b)) {
    written += show(text.slice(from, at)) + (closes.get(at) ?? '') + (opens.get(at) ?? '');
    from = at;
  }
  return written + below;
}

const show = (text) =>
  text.replace(UNSEEN, (c) => `\\u{${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}}`);

/** Labels by code point, as Rust sorts them: of letters below U+10000 that is also the order of UTF-16. */
const sorted = (marks) =>
  marks.sort((a, b) => a.start - b.start || b.end - a.end || (a.label < b.label ? -1 : Number(a.label > b.label)));

/** The marks of one layer of an analysis. */
const LAYERS = {
  mentions({ mentions }) {
    const numbers = new Map();
    return mentions.map(({ start, end, kind, entity, acting }) => {
      if (entity !== null && !numbers.has(entity)) numbers.set(entity, numbers.size);
      return { start, end, label: kind + (entity === null ? '' : `#${numbers.get(entity)}`) + (acting ? ' acting' : '') };
    });
  },
  words({ mentions }) {
    const longer = mentions.filter(({ start, end, word }) => word.start !== start || word.end !== end);
    const words = new Map(longer.map(({ word }) => [`${word.start} ${word.end}`, { ...word, label: '' }]));
    return [...words.values()];
  },
  lexicon: ({ mentions, entities }) =>
    mentions
      .filter(({ rule }) => rule === 'user')
      .map(({ start, end, entity }) => ({ start, end, label: entity === null ? '' : entities[entity].name })),
  quotes({ quotes, entities }) {
    const shared = new Map();
    const marks = quotes.map((quote, index) => {
      for (const what of ['cue', 'speaker']) {
        const range = quote[what];
        if (range === null || range.start === range.end) continue;
        const key = `${what} ${range.start} ${range.end}`;
        shared.set(key, { ...range, label: `${shared.get(key)?.label ?? what} ${index + 1}` });
      }
      const { start, end, kind, closed, how, entity } = quote;
      const label = [`${kind} ${index + 1}`, !closed && 'unclosed', how, entity !== null && `= ${entities[entity].name}`];
      return { start, end, label: label.filter(Boolean).join(' ') };
    });
    return [...marks, ...shared.values()];
  },
  sentences: ({ sentences }) => sentences.map(({ start, end }) => ({ start, end, label: '' })),
  keywords: ({ keywords }, own) =>
    keywords.map(({ start, end, term, group }) => {
      const number = own.findIndex((k) => k.term === term && k.group === group) + 1;
      return { start, end, label: String(number) };
    }),
};

/**
 * What is wrong with an analysis of a case, a line each; empty when nothing is.
 * `analyze(text, {keywords, lexicon})` gives the analysis or a promise of it.
 */
export async function check({ keywords, lexicon, layers }, analyze) {
  const { text } = read(layers[0].marked);
  const analysis = await analyze(text, { keywords, lexicon });
  const problems = [];
  for (const { name, known, marked } of layers) {
    const expected = read(marked);
    if (expected.text !== text) throw new Error(`${name}: another text than the first layer's`);
    const should = write(text, expected.marks);
    const is = write(text, sorted(LAYERS[name](analysis, keywords)));
    if (should !== marked) problems.push(`${name}: written otherwise than by rule; should be:\n${should}`);
    if (known === null && is !== should) problems.push(`${name}\n  is:     ${is}\n  should: ${should}`);
    if (known !== null && is === should) problems.push(`${name}: right now; take «known: ${known}» away`);
  }
  return problems;
}
