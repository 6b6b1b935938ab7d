/** Cuts a text into the paragraphs that the reading view shows. */

/** A line longer than this is shown in pieces: one endless line would block the page while it is laid out. */
const LONGEST = 3000;

const STOPS = '.؟!…»”"';
const isSpace = (character) => character === ' ' || character === '\u00A0' || character === '\t';

/** Where to break a long line: after a stop, else after a space, else between letters. */
function breakAt(text, start) {
  const end = start + LONGEST;
  let space = 0;
  for (let i = end; i > start + LONGEST / 4; i -= 1) {
    if (!isSpace(text[i - 1])) continue;
    if (STOPS.includes(text[i - 2])) return i;
    space ||= i;
  }
  if (space) return space;
  // Never between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(text[end - 1]) ? end - 1 : end;
}

/**
 * The blocks of `text`, `{ start, end }`, in order. They tile the text; a line
 * end belongs to the block that it ends. With `least`, lines are gathered until
 * a block is so long.
 */
export function blocksOf(text, least = 0) {
  const blocks = [];
  let start = 0;
  while (start < text.length) {
    let end = start;
    do {
      const newline = text.indexOf('\n', end);
      end = newline < 0 ? text.length : newline + 1;
    } while (end - start < least && end < text.length);
    if (end - start > LONGEST + 1) end = breakAt(text, start);
    blocks.push({ start, end });
    start = end;
  }
  return blocks;
}
