// The analysis as plain objects, from the numbers that the engine gives (src/tape.rs).

/** What is absent. */
const NONE = -(2 ** 31);

/**
 * @param {Int32Array} numbers list after list, each with its length before it
 * @param {string[]} strings what the numbers that stand for strings stand for
 */
export function report(numbers, strings) {
  let at = 0;
  const number = () => numbers[at++];
  const string = () => strings[numbers[at++]];
  const flag = () => numbers[at++] === 1;
  const span = () => ({ start: number(), end: number() });
  const point = () => ({ latitude: number() / 100, longitude: number() / 100 });
  const some = (read) => {
    if (numbers[at] !== NONE) return read();
    at += 1;
    return null;
  };
  const list = (read) => {
    const items = [];
    const length = number();
    for (let id = 0; id < length; id += 1) items.push(read(id));
    return items;
  };
  // Properties are read in the order in which they stand here: it is that of the numbers.
  return {
    sentences: list(span),
    mentions: list(() => ({
      start: number(),
      end: number(),
      word: span(),
      kind: string(),
      acting: flag(),
      entity: some(number),
      score: number() / 100,
      rule: string(),
    })),
    entities: list((id) => ({
      id,
      kind: string(),
      name: string(),
      aliases: list(string),
      role: some(string),
      country: some(string),
      coordinates: some(point),
      mentions: list(number),
    })),
    quotes: list(() => ({
      start: number(),
      end: number(),
      kind: string(),
      cue: some(span),
      speaker: some(span),
      entity: some(number),
      how: some(string),
      closed: flag(),
    })),
    keywords: list(() => ({ start: number(), end: number(), word: span(), term: string(), group: some(string) })),
  };
}
