/**
 * Marks an analysis in the page: cuts text into runs, wraps the marked ones in
 * plain inline `<mark>` elements, takes them off again, reads them back.
 *
 * Letters stay joined: a mark has no padding, margin, border at its sides,
 * direction or text of its own, and none may be given to it. Text enters the
 * document only as text nodes.
 */

/** Class of every mark, and the only elements that `clear` takes off. */
export const MARK_CLASS = 'wasim-mark';

const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BR CAPTION DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 ' +
    'H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL'
  ).split(' '),
);
const SKIPPED = new Set('SCRIPT STYLE TEXTAREA TEMPLATE NOSCRIPT'.split(' '));

/**
 * Everything in `analysis` that can be painted, sorted by start, then longest first.
 * A place that acts is of kind `acting`.
 * @param {"name" | "word"} range the name itself, or the written word it stands in
 */
export function spansOf(analysis, { range = 'name' } = {}) {
  const spans = [];
  const add = (prefix, items, kindOf) =>
    items.forEach((item, index) => {
      const { start, end } = (range === 'word' && item.word) || item;
      spans.push({ id: prefix + index, kind: kindOf(item), start, end });
    });
  add('m', analysis.mentions ?? [], (m) => (m.kind === 'place' && m.acting ? 'acting' : m.kind));
  add('q', analysis.quotes ?? [], () => 'quote');
  add('k', analysis.keywords ?? [], () => 'keyword');
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * Cuts `from..to` into runs over which the same spans lie. The runs tile the
 * range. `spans` are sorted by start; those outside the range are ignored.
 */
export function cut(spans, from, to) {
  const inside = spans.filter((s) => s.start < to && s.end > from && s.start < s.end);
  const edges = new Set([from, to]);
  for (const { start, end } of inside) {
    edges.add(Math.max(start, from));
    edges.add(Math.min(end, to));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const runs = [];
  let next = 0;
  let active = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i];
    active = active.filter((s) => s.end > start);
    while (next < inside.length && inside[next].start <= start) active.push(inside[next++]);
    runs.push({ start, end: sorted[i + 1], spans: active });
  }
  return runs;
}

/** The nodes that show `runs`; offsets count from `base` in `text`. */
export function nodesOf(text, runs, base = 0) {
  const fragment = document.createDocumentFragment();
  for (const { start, end, spans } of runs) {
    const node = document.createTextNode(text.slice(start - base, end - base));
    if (spans.length === 0) {
      fragment.append(node);
      continue;
    }
    const mark = document.createElement('mark');
    mark.className = MARK_CLASS;
    mark.dataset.kinds = spans.map((s) => s.kind).join(' ');
    mark.dataset.ids = spans.map((s) => s.id).join(' ');
    mark.append(node);
    fragment.append(mark);
  }
  return fragment;
}

/** Text nodes under `root` with the offset of each, and the text they make. */
function walk(root) {
  const nodes = [];
  let text = '';
  const visit = (parent) => {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        nodes.push({ node: child, start: text.length });
        text += child.data;
      } else if (child.nodeType === Node.ELEMENT_NODE && !SKIPPED.has(child.tagName)) {
        const block = BLOCKS.has(child.tagName);
        if (block && text && !text.endsWith('\n')) text += '\n';
        visit(child);
        if (block && text && !text.endsWith('\n')) text += '\n';
      }
    }
  };
  visit(root);
  return { nodes, text };
}

/**
 * The text of an element as `paint` counts it: its text nodes, with a line end
 * between blocks, so that words of two paragraphs never run together.
 */
export function textOf(root) {
  return walk(root).text;
}

/** Index of the piece that holds `offset`. `pieces` are `{ start }`, in order. */
export function pieceAt(pieces, offset) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** For each of `pieces` the spans that reach into it, in order: what `cut` asks for, piece by piece. */
export function spread(spans, pieces) {
  const lists = pieces.map(() => []);
  if (pieces.length === 0) return lists;
  for (const span of spans) {
    for (let i = pieceAt(pieces, span.start); i < pieces.length && pieces[i].start < span.end; i += 1) lists[i].push(span);
  }
  return lists;
}

/**
 * Marks `analysis`, made from `textOf(root)`, inside `root`. Marks that an
 * earlier call left are taken off first.
 */
export function paint(root, analysis, options) {
  clear(root);
  const { nodes } = walk(root);
  const lists = spread(spansOf(analysis, options), nodes);
  nodes.forEach(({ node, start }, i) => {
    const runs = cut(lists[i], start, start + node.data.length);
    if (runs.some((run) => run.spans.length > 0)) node.replaceWith(nodesOf(node.data, runs, start));
  });
}

/** Takes off the marks under `root`, and nothing else. */
export function clear(root) {
  const parents = new Set();
  for (const mark of root.querySelectorAll(`mark.${MARK_CLASS}`)) {
    parents.add(mark.parentNode);
    mark.replaceWith(...mark.childNodes);
  }
  for (const parent of parents) parent.normalize();
}

/** The spans that are marked under `root`, in offsets of `textOf(root)`. */
export function read(root) {
  const spans = new Map();
  for (const { node, start } of walk(root).nodes) {
    const mark = node.parentElement.closest(`mark.${MARK_CLASS}`);
    if (!mark) continue;
    const kinds = mark.dataset.kinds.split(' ');
    mark.dataset.ids.split(' ').forEach((id, i) => {
      const span = spans.get(id) ?? { id, kind: kinds[i], start, end: start };
      span.end = start + node.data.length;
      spans.set(id, span);
    });
  }
  return [...spans.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}
