/** The reading view: the very text, in blocks, with its marks. */

import { cut, nodesOf, pieceAt, spread } from '../wasim/dom.js';
import { blocksOf } from './blocks.js';
import { element } from './element.js';
import { inSlices } from './slices.js';

/** A first line up to this long, with more after it, is set as a headline. */
const HEADLINE = 120;
/** In a long text, about so many units and lines are laid out together. */
const CHUNK = { size: 4000, lines: 30 };
/** In a long text, lines shorter than this are shown together: a million line ends must not be a million elements. */
const GATHERED = 150;

/** What stands in the view: `{ start, end, text, node, signature }` in order. */
let shown = [];
let shownLong = false;

function lineNode({ text, headline }) {
  const kind = headline ? 'line headline' : text.trim() ? 'line' : 'line blank';
  return element('p', { class: kind, dir: 'auto' }, text);
}

/** The blocks that `text` wants. */
function wanted(text, long) {
  const blocks = blocksOf(text, long ? GATHERED : 0);
  blocks.forEach((block, i) => {
    block.text = text.slice(block.start, block.end);
    block.headline = i === 0 && blocks.length > 1 && block.text.length <= HEADLINE && block.text.trim() !== '';
  });
  return blocks;
}

/** How many blocks at both ends of the view already show what `next` wants. */
function kept(next) {
  const most = Math.min(shown.length, next.length);
  const same = (old, block) => old.text === block.text && old.headline === block.headline;
  let head = 0;
  while (head < most && same(shown[head], next[head])) head += 1;
  let tail = 0;
  while (tail < most - head && same(shown.at(-1 - tail), next.at(-1 - tail))) tail += 1;
  return { head, tail };
}

/** Puts the nodes of a long text into `root`, some lines to a chunk. */
function chunked(root) {
  let chunk = null;
  let size = 0;
  return (block) => {
    if (!chunk || size >= CHUNK.size || chunk.childElementCount >= CHUNK.lines) {
      chunk = element('div', { class: 'chunk' });
      size = 0;
      root.append(chunk);
    }
    chunk.append(block.node);
    size += block.text.length;
  };
}

/** Brings the blocks of `text` into `root`. In a text that is not `long`, blocks that stay keep their nodes and marks. */
export async function showText(root, text, { long, signal }) {
  const next = wanted(text, long);
  let { head, tail } = kept(next);
  if ((long || shownLong) && head < Math.max(next.length, shown.length)) head = tail = 0;
  const tailBlocks = shown.slice(shown.length - tail);
  const dropped = shown.slice(head, shown.length - tail);
  const drop = ({ node }) => (node.parentNode === root ? node : node.parentNode)?.remove();
  const before = tailBlocks[0]?.node ?? null;
  const place = long ? chunked(root) : ({ node }) => root.insertBefore(node, before);
  shown = shown.slice(0, head);
  shownLong = long;
  try {
    await inSlices(dropped.length, (i) => drop(dropped[i]), { signal });
    await inSlices(
      next.length - head - tail,
      (i) => {
        const block = next[head + i];
        block.node = lineNode(block);
        block.signature = '';
        place(block);
        shown.push(block);
      },
      { signal },
    );
  } finally {
    dropped.forEach(drop);
    shown.push(...tailBlocks);
  }
  next.forEach(({ start, end }, i) => Object.assign(shown[i], { start, end }));
}

/** Paints `spans` on the text that is shown; only blocks that change are touched. */
export async function paintSpans(spans, options = {}) {
  if (shown.length === 0) return;
  const lists = spread(spans, shown);
  await inSlices(
    shown.length,
    (i) => {
      const block = shown[i];
      const runs = cut(lists[i], block.start, block.end);
      const signature = runs
        .filter((run) => run.spans.length > 0)
        .map((run) => `${run.start - block.start}:${run.spans.map((s) => s.id + s.kind)}`)
        .join();
      if (signature === block.signature) return;
      block.node.replaceChildren(nodesOf(block.text, runs, block.start));
      block.signature = signature;
    },
    options,
  );
}

/** The marks of span `id` in the view: one, or several when other spans cut it. */
export function marksOf({ id, start, end }) {
  const marks = [];
  if (shown.length === 0) return marks;
  for (let i = pieceAt(shown, start); i < shown.length && shown[i].start < end; i += 1) {
    marks.push(...shown[i].node.querySelectorAll(`[data-ids~="${id}"]`));
  }
  return marks;
}
