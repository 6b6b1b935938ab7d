// Lines that were pasted back to front: the way between them and how they are read.
// As `src/normalize/visual.rs`, in UTF-16 units.

/** @returns {{start: number, end: number, kept: {start: number, end: number}[]}[]} */
export function turnedLines(flat) {
  const lines = [];
  for (let at = 0; at < flat.length;) {
    const [start, end, count] = flat.subarray(at, at + 3);
    at += 3;
    const kept = Array.from({ length: count }, (_, i) => ({ start: flat[at + 2 * i], end: flat[at + 2 * i + 1] }));
    at += 2 * count;
    lines.push({ start, end, kept });
  }
  return lines;
}

/** Where `span` stands on the other side; over several lines, all that lies between. */
export function turn(lines, span, within) {
  if (lines.length === 0) return span;
  const holds = (at) => lines.find((line) => line.start <= at && at < line.end);
  const [first, last] = [holds(span.start), holds(Math.max(span.start, span.end - 1))];
  if (first && first === last) return within(first, span);
  if (span.start === span.end) return span;
  return { start: first ? first.start : span.start, end: last ? last.end : span.end };
}

export function toGiven(line, span) {
  const part = snapped(line, mirrored(line, span));
  return part.whole ?? shifted(span, mirrored(line, part.kept), part.kept);
}

export function toRead(line, span) {
  const part = snapped(line, span);
  return part.whole ? mirrored(line, part.whole) : shifted(span, part.kept, mirrored(line, part.kept));
}

function mirrored(line, { start, end }) {
  return { start: line.start + line.end - end, end: line.start + line.end - start };
}

/** The part that keeps its order and holds all of `span`, or `span` with the rest of those it cuts. */
function snapped({ kept }, span) {
  const holder = kept.find((part) => part.start <= span.start && span.end <= part.end && span.start < part.end);
  if (holder) return { kept: holder };
  const cut = (at) => kept.find((part) => part.start < at && at < part.end);
  return { whole: { start: cut(span.start)?.start ?? span.start, end: cut(span.end)?.end ?? span.end } };
}

function shifted(span, from, to) {
  const start = to.start + span.start - from.start;
  return { start, end: start + span.end - span.start };
}
