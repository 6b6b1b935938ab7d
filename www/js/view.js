/** The reading view: the very text, in blocks, with its marks. */

import { cut, nodesOf } from '../wasim/dom.js';
import { blockAt, blocksOf } from './blocks.js';
import { element } from './element.js';
import { inSlices } from './slices.js';

/** A first line up to this long, with more after it, is set as a headline. */
const HEADLINE = 120;

/** What stands in the view: `{ start, end, text, node, signature }` in order. */
let shown = [];

function lineNode(text, first, alone) {
  const headline = first && !alone && text.trim() && text.length <= HEADLINE;
  const kind = headline ? 'line headline' : text.trim() ? 'line' : 'line blank';
  return element('p', { class: kind, dir: 'auto' }, text);
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

/** Brings the blocks of `text` into `root`; blocks that stay keep their nodes and marks. */
export async function showText(root, text, options = {}) {
  const next = blocksOf(text);
  next.forEach((block, i) => {
    block.text = text.slice(block.start, block.end);
    block.headline = i === 0 && next.length > 1;
  });
  const { head, tail } = kept(next);
  const tailBlocks = tail > 0 ? shown.slice(-tail) : [];
  const dropped = shown.slice(head, shown.length - tail);
  shown = shown.slice(0, head);
  try {
    await inSlices(dropped.length, (i) => dropped[i].node.remove(), options);
    const before = tailBlocks[0]?.node ?? null;
    await inSlices(
      next.length - head - tail,
      (i) => {
        const block = next[head + i];
        block.node = lineNode(block.text, block.headline, false);
        block.signature = '';
        root.insertBefore(block.node, before);
        shown.push(block);
      },
      options,
    );
  } finally {
    for (const { node } of dropped) node.remove();
    shown.push(...tailBlocks);
  }
  next.forEach(({ start, end }, i) => Object.assign(shown[i], { start, end }));
}

/** The spans that each block shows. A span over several blocks is in each. */
function spansByBlock(spans) {
  const lists = shown.map(() => []);
  for (const span of spans) {
    for (let i = blockAt(shown, span.start); i < shown.length && shown[i].start < span.end; i += 1) {
      lists[i].push(span);
    }
  }
  return lists;
}

/** Paints `spans` on the text that is shown; only blocks that change are touched. */
export async function paintSpans(spans, options = {}) {
  if (shown.length === 0) return;
  const lists = spansByBlock(spans);
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
  for (let i = blockAt(shown, start); i < shown.length && shown[i].start < end; i += 1) {
    marks.push(...shown[i].node.querySelectorAll(`[data-ids~="${id}"]`));
  }
  return marks;
}
