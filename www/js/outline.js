/**
 * From an analysis to what the page shows: spans to paint, actors, places,
 * quotes by speaker, counts. Pure: no page, no language.
 */

import { spansOf } from '../wasim/dom.js';

/** The kinds of marks, in the order of the legend. */
export const KINDS = ['person', 'organization', 'place', 'acting', 'role', 'quote', 'keyword'];

const isActing = (mention) => mention.kind === 'place' && mention.acting;

/** One line of a list: what it names and the ids of its mentions in order. */
function entry(entity, kind, indices, mentions) {
  return {
    entity,
    kind,
    name: entity.name,
    role: entity.role,
    ids: indices.filter((i) => mentions[i]).map((i) => `m${i}`),
  };
}

const byCount = (a, b) => b.ids.length - a.ids.length || a.entity.id - b.entity.id;

function listEntities({ entities, mentions }) {
  const actors = [];
  const places = [];
  for (const entity of entities) {
    if (entity.kind === 'place') {
      const acting = entity.mentions.filter((i) => mentions[i] && isActing(mentions[i]));
      const still = entity.mentions.filter((i) => mentions[i] && !isActing(mentions[i]));
      if (acting.length > 0) actors.push(entry(entity, 'acting', acting, mentions));
      if (still.length > 0) places.push(entry(entity, 'place', still, mentions));
    } else if (entity.mentions.length > 0) {
      actors.push(entry(entity, entity.kind, entity.mentions, mentions));
    }
  }
  return { actors: actors.sort(byCount), places: places.sort(byCount) };
}

/** Quotes under who said them, in the order in which the speakers first speak. */
function listSpeakers(text, { entities, quotes }) {
  const speakers = new Map();
  quotes.forEach((quote, i) => {
    const entity = quote.entity === null ? null : entities[quote.entity];
    const words = quote.speaker && text.slice(quote.speaker.start, quote.speaker.end);
    const name = entity?.name ?? words ?? null;
    const key = entity ? `e${entity.id}` : `w${name ?? ''}`;
    if (!speakers.has(key)) speakers.set(key, { entity, name, role: entity?.role ?? null, ids: [] });
    speakers.get(key).ids.push(`q${i}`);
  });
  return [...speakers.values()];
}

/** Under what `hitsByTerm` keeps a keyword. */
export const termKey = ({ term, group }) => JSON.stringify([group ?? null, term]);

/** The ids of the hits of each keyword, in order. */
function hitsByTerm({ keywords }) {
  const hits = new Map();
  keywords.forEach((hit, i) => {
    const key = termKey(hit);
    if (!hits.has(key)) hits.set(key, []);
    hits.get(key).push(`k${i}`);
  });
  return hits;
}

/** The words that attribute quotes, painted lightly; `c3` is the cue of `q3`. */
const cuesOf = ({ quotes }) =>
  quotes.flatMap(({ cue }, i) => (cue ? [{ id: `c${i}`, kind: 'cue', start: cue.start, end: cue.end }] : []));

/** What is painted for `analysis`, cues included, sorted. `range` as in `spansOf`. */
export function paintedOf(analysis, range) {
  const spans = [...spansOf(analysis, { range }), ...cuesOf(analysis)];
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The outline of `analysis` of `text`, of which `spans` are painted. */
export function outlineOf(text, analysis, spans) {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  for (const { kind } of spans) if (kind !== 'cue') counts[kind] += 1;
  return {
    text,
    analysis,
    spans,
    byId: new Map(spans.map((span) => [span.id, span])),
    counts,
    ...listEntities(analysis),
    speakers: listSpeakers(text, analysis),
    hits: hitsByTerm(analysis),
  };
}

/** The mention, quote or keyword behind a span's id. */
export function itemOf({ analysis }, id) {
  const { mentions, quotes, keywords } = analysis;
  const list = { m: mentions, q: quotes, c: quotes, k: keywords }[id[0]];
  return list[Number(id.slice(1))];
}

/** All spans that belong with `id`: the mentions of its entity, the hits of its term, the quotes of its speaker. */
export function ringOf(outline, id) {
  const item = itemOf(outline, id);
  if (id[0] === 'k') return outline.hits.get(termKey(item));
  const lists = id[0] === 'q' ? [outline.speakers] : [outline.actors, outline.places];
  for (const list of lists) for (const line of list) if (line.ids.includes(id)) return line.ids;
  return [id];
}
