// A normalised text with its way back, from the sparse maps that the engine gives.

import { toGiven, toRead, turn, turnedLines } from './turned.js';

/**
 * @param {number} length of the source, in UTF-16 units
 * @param {string} text the normalised text
 * @param {Uint32Array[]} maps to source (starts, ends), to normalised (starts, ends), and the
 *   lines that were turned into reading order before the rest, in which these maps count
 */
export function normalized(length, text, maps) {
  const [sourceStarts, sourceEnds, starts, ends] = maps;
  const lines = turnedLines(maps[4]);
  const inSource = (start, end) => {
    const first = clamp(start, length);
    return { start: first, end: Math.max(first, clamp(end, length)) };
  };
  return {
    text,
    toSource: (start, end) => turn(lines, range(start, end, text.length, length, sourceStarts, sourceEnds), toGiven),
    toNormalized: (start, end) => {
      const read = turn(lines, inSource(start, end), toRead);
      return range(read.start, read.end, length, text.length, starts, ends);
    },
  };
}

function range(start, end, from, to, starts, ends) {
  const first = clamp(start, from);
  const last = Math.max(first, clamp(end, from));
  const begin = Math.min(look(starts, first), to);
  return { start: begin, end: first === last ? begin : Math.max(begin, Math.min(look(ends, last), to)) };
}

/** What `at` stands for: the last pair not after it, plus the distance. */
function look(map, at) {
  let low = 0;
  let high = map.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (map[2 * middle] <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return at;
  return map[2 * low - 1] + (at - map[2 * low - 2]);
}

function clamp(value, length) {
  const offset = Math.trunc(Number(value));
  return Number.isNaN(offset) ? 0 : Math.min(Math.max(offset, 0), length);
}
