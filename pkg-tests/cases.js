// One table of named cases, run over every door: Node, page and worker, plain or packed by a bundler.
// Knows nothing of where it runs. `await` serves an analyser with promises and one without.

const TEXT = '😀 وصل سامر العلي إلى عمّان. وقال: «لن نُغلـــق المركز».\nثم عاد.';

const FIELDS = {
  sentences: ['start', 'end'],
  mentions: ['start', 'end', 'word', 'kind', 'acting', 'entity', 'score', 'rule'],
  entities: ['id', 'kind', 'name', 'aliases', 'role', 'country', 'coordinates', 'mentions'],
  quotes: ['start', 'end', 'kind', 'cue', 'speaker', 'entity', 'how', 'closed'],
  keywords: ['start', 'end', 'word', 'term', 'group'],
};

const slice = (text, { start, end }) => text.slice(start, end);

export const cases = {
  async 'every field of the contract is there, absent is null'({ createAnalyzer }) {
    const wasim = await createAnalyzer({ keywords: ['المركز'] });
    const doc = await wasim.analyze(TEXT);
    equal(Object.keys(doc), Object.keys(FIELDS));
    for (const [layer, fields] of Object.entries(FIELDS)) {
      for (const item of doc[layer]) {
        equal(Object.keys(item), fields);
        for (const field of fields) truth(item[field] !== undefined, `${layer}.${field}`);
      }
    }
    equal(doc.keywords[0].group, null);
    wasim.dispose();
  },

  async 'plain objects: a clone is equal'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    const doc = await wasim.analyze(TEXT);
    equal(structuredClone(doc), doc);
    equal(Object.getPrototypeOf(doc), Object.prototype);
    wasim.dispose();
  },

  async 'offsets count UTF-16: slices show the words'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    equal((await wasim.sentences(TEXT)).map((s) => slice(TEXT, s)), [
      '😀 وصل سامر العلي إلى عمّان.', 'وقال: «لن نُغلـــق المركز».', 'ثم عاد.',
    ]);
    const { mentions } = await wasim.analyze(TEXT);
    equal(mentions.filter((m) => m.kind === 'place').map((m) => slice(TEXT, m)), ['عمّان']);
    wasim.dispose();
  },

  async 'an emoji in front moves every offset by two'({ createAnalyzer }) {
    const wasim = await createAnalyzer({ keywords: ['عاد'] });
    const moved = (value) => JSON.parse(JSON.stringify(value), (key, v) => (key === 'start' || key === 'end' ? v + 2 : v));
    const expected = moved(await wasim.analyze(TEXT));
    // But for the start of the first sentence, which now begins with it.
    expected.sentences[0].start = 0;
    equal(await wasim.analyze(`😀${TEXT}`), expected);
    wasim.dispose();
  },

  async 'lone surrogates keep offsets true'({ createAnalyzer }) {
    const wasim = await createAnalyzer({ keywords: ['نعم'] });
    for (const text of ['\ud83d نعم', '\ude00\ud83d نعم \ud83d', 'قال \udc00\udc00 نعم']) {
      equal((await wasim.analyze(text)).keywords.map((k) => slice(text, k)), ['نعم']);
    }
    wasim.dispose();
  },

  async 'any string gives an answer'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    for (const text of ['', ' ', '\0', '«««', '\u202e\u0640\u064b', 'ﷺ', 'a'.repeat(1e5), '\n'.repeat(1e5)]) {
      equal(Object.keys(await wasim.analyze(text)), Object.keys(FIELDS));
    }
    wasim.dispose();
  },

  async 'layers that are not asked for are null'({ createAnalyzer }) {
    const wasim = await createAnalyzer({ keywords: ['عاد'] });
    const doc = await wasim.analyze(TEXT, { layers: ['sentences', 'keywords'] });
    equal([doc.mentions, doc.entities, doc.quotes], [null, null, null]);
    equal([doc.sentences.length, doc.keywords.length], [3, 1]);
    wasim.dispose();
  },

  async 'keywords of a call take the place of those of the analyser'({ createAnalyzer }) {
    const wasim = await createAnalyzer({ keywords: ['عاد'] });
    const call = { keywords: [{ term: 'المركز', group: 'صحة' }] };
    const terms = (doc) => doc.keywords.map(({ term, group }) => [term, group]);
    equal(terms(await wasim.analyze(TEXT, call)), [['المركز', 'صحة']]);
    equal(terms(await wasim.analyze(TEXT, call)), [['المركز', 'صحة']]);
    equal(terms(await wasim.analyze(TEXT)), [['عاد', null]]);
    equal(await wasim.highlight(TEXT, call.keywords), (await wasim.analyze(TEXT, call)).keywords);
    wasim.dispose();
  },

  async 'an array of keywords may change between calls'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    const list = ['عاد', { term: 'المركز' }];
    const terms = async () => (await wasim.highlight(TEXT, list)).map(({ term, group }) => [term, group]).sort();
    equal(await terms(), [['المركز', null], ['عاد', null]]);
    list[1].group = 'صحة';
    equal(await terms(), [['المركز', 'صحة'], ['عاد', null]]);
    list[0] = 'المركز';
    equal(await terms(), [['المركز', null], ['المركز', 'صحة']]);
    list.length = 1;
    equal(await terms(), [['المركز', null]]);
    list[0] = { term: 'المركز', color: 'red' };
    await fails(() => wasim.highlight(TEXT, list), 'option');
    wasim.dispose();
  },

  async 'matching says what counts as the same, that of a call over that of the analyser'({ createAnalyzer }) {
    const text = 'أحمد واحمد وأحـــمد والمركز';
    const found = async (wasim, terms, matching) => (await wasim.highlight(text, terms, { matching })).map((k) => slice(text, k));
    const wasim = await createAnalyzer();
    equal(await found(wasim, ['أحمد']), ['أحمد', 'احمد', 'أحـــمد']);
    equal(await found(wasim, ['أحمد'], { exact: true }), ['أحمد']);
    equal(await found(wasim, ['أحمد'], { exact: true, clitics: true, diacritics: true }), ['أحمد', 'أحـــمد']);
    equal(await found(wasim, ['مركز'], { clitics: false }), []);
    equal(await found(wasim, ['مرك'], { wholeWords: false }), ['مرك']);
    const exact = await createAnalyzer({ keywords: ['احمد'], matching: { exact: true, clitics: true } });
    equal((await exact.analyze(text)).keywords.map((k) => slice(text, k)), ['احمد']);
    equal(await found(exact, ['احمد'], { hamza: true }), ['أحمد', 'احمد']);
    const error = await fails(() => wasim.highlight(text, ['أحمد'], { matching: { fuzzy: true } }), 'option');
    truth(error.message.includes('"fuzzy"'), error.message);
    await fails(() => createAnalyzer({ matching: { hamza: 'yes' } }), 'option');
    await fails(() => wasim.analyze(text, { keywords: [], matching: 'exact' }), 'argument');
    wasim.dispose();
    exact.dispose();
  },

  async 'normalise maps both ways, on letters'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    const { text, toSource, toNormalized } = await wasim.normalize(TEXT, { preset: 'fold' });
    const at = text.indexOf('نغلق');
    truth(at > 0, `نغلق is in ${text}`);
    const source = toSource(at, at + 4);
    equal(slice(TEXT, source), 'نُغلـــق');
    equal(toNormalized(source.start, source.end), { start: at, end: at + 4 });
    equal(toSource(0, text.length), { start: 0, end: TEXT.length });
    equal(toNormalized(0, TEXT.length), { start: 0, end: text.length });
    equal(toSource(-5, 1e9), { start: 0, end: TEXT.length });
    const pasted = 'خبر في المدينة\n2015 ماع يف ةكرش نم ABC ةنيدملا ىلإ داع';
    const turned = await wasim.normalize(pasted);
    equal(turned.text, 'خبر في المدينة\nعاد إلى المدينة ABC من شركة في عام 2015');
    const where = (part) => slice(pasted, turned.toSource(turned.text.indexOf(part), turned.text.indexOf(part) + part.length));
    equal(['المدينة A', 'عام 2015', 'BC', 'خبر'].map(where), ['ABC ةنيدملا', '2015 ماع', 'BC', 'خبر']);
    const back = turned.toNormalized(pasted.indexOf('ةنيدملا'), pasted.indexOf('ةنيدملا') + 7);
    equal(slice(turned.text, back), 'المدينة');
    const empty = await wasim.normalize('');
    equal([empty.text, empty.toSource(0, 0)], ['', { start: 0, end: 0 }]);
    wasim.dispose();
  },

  async 'normalise does what its options say, those of a call over those of the analyser'({ createAnalyzer }) {
    const plain = await createAnalyzer();
    const text = async (wasim, options) => (await wasim.normalize('ﻻ أُمّـــة ٣', options)).text;
    equal(await text(plain), 'لا أُمّة ٣');
    equal(await text(plain, { preset: 'none' }), 'ﻻ أُمّـــة ٣');
    equal(await text(plain, { preset: 'fold' }), 'لا امه 3');
    equal(await text(plain, { preset: 'fold', digits: false, tehMarbuta: null }), 'لا امه ٣');
    equal(await text(plain, { form: 'NFKC', harakat: true }), 'لا أمة ٣');
    const light = await createAnalyzer({ normalize: { preset: 'light', digits: true } });
    equal(await text(light), 'لا أمة 3');
    equal(await text(light, { digits: false }), 'لا أمة ٣');
    plain.dispose();
    light.dispose();
  },

  async 'names of the lexicon win, gathered by row, as rows or as a table'({ createAnalyzer }) {
    const text = '😀 وصلت أم نور إلى وادي الغيم، وقالت ضُحى البيان: «لن نعود».';
    const rows = [
      { name: 'ضحى البيان', kind: 'person', aliases: ['أم نور'] },
      { name: 'وادي الغيم', kind: 'place', country: 'sd' },
    ];
    const table = 'name\tkind\taliases\tcountry\r\nضحى البيان\tperson\tأم نور\t\r\nوادي الغيم\tplace\t\tSD\r\n';
    const own = ({ mentions, entities }) =>
      mentions.filter((m) => m.rule === 'user').map((m) => [slice(text, m), m.kind, m.score, entities[m.entity].name]);
    const expected = [
      ['أم نور', 'person', 1, 'ضحى البيان'], ['وادي الغيم', 'place', 1, 'وادي الغيم'], ['ضُحى البيان', 'person', 1, 'ضحى البيان'],
    ];
    const plain = await createAnalyzer();
    for (const lexicon of [rows, table]) {
      const wasim = await createAnalyzer({ lexicon });
      const doc = await wasim.analyze(text);
      equal(own(doc), expected);
      equal([doc.entities[0].aliases, doc.entities[1].country], [['أم نور'], 'SD']);
      equal(doc.entities[doc.quotes[0].entity].name, 'ضحى البيان');
      equal(await plain.analyze(text, { lexicon }), doc);
      equal(own(await wasim.analyze(text, { keywords: ['نعود'] })), expected);
      equal(own(await wasim.analyze(text, { lexicon: rows.slice(1) })), expected.slice(1, 2));
      wasim.dispose();
    }
    equal(own(await plain.analyze(text)), []);
    plain.dispose();
  },

  async 'a bad row is an error that names it; with onProblem the others work'({ createAnalyzer }) {
    const lexicon = [{ name: 'سعاد', kind: 'persn' }, { name: 'عاد', kind: 'person' }, { name: 'عَاد', kind: 'place' }];
    const error = await fails(() => createAnalyzer({ lexicon }), 'lexicon');
    truth(error.message.includes('row 1') && error.message.includes('"persn"'), error.message);
    equal(error.problems.map(({ option, index, term }) => [option, index, term]), [['lexicon', 0, 'سعاد'], ['lexicon', 2, 'عَاد']]);
    truth(error.problems[1].message.includes('row 2 calls it person'), error.problems[1].message);
    const problems = [];
    const onProblem = (p) => problems.push(`${p.option} ${p.index}`);
    const wasim = await createAnalyzer({ keywords: [''], lexicon, onProblem });
    equal(problems, ['keywords 0', 'lexicon 0', 'lexicon 2']);
    equal((await wasim.analyze(TEXT)).mentions.filter((m) => m.rule === 'user').map((m) => slice(TEXT, m)), ['عاد']);
    await fails(() => wasim.analyze(TEXT, { lexicon: 'سعاد\tperson' }), 'lexicon');
    wasim.dispose();
  },

  async 'a bad keyword is an error that names it; with onProblem the others work'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    const terms = ['عاد', { term: '', group: 'خالية' }];
    const error = await fails(() => wasim.analyze(TEXT, { keywords: terms }), 'keyword');
    equal(error.problems.map(({ index, group }) => [index, group]), [[1, 'خالية']]);
    const problems = [];
    const doc = await wasim.analyze(TEXT, { keywords: terms, onProblem: (p) => problems.push(p) });
    equal([problems.length, doc.keywords.length], [1, 1]);
    await fails(() => createAnalyzer({ keywords: [''] }), 'keyword');
    await fails(() => wasim.highlight(TEXT, ['']), 'keyword');
    wasim.dispose();
  },

  async 'mistakes are errors that name the thing and its value'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    const says = async (work, code, ...parts) => {
      const { message } = await fails(work, code);
      for (const part of parts) truth(message.includes(part), `"${message}" says ${part}`);
    };
    await says(() => wasim.analyze(5), 'argument', 'analyze', 'string', '5');
    await says(() => wasim.analyze(), 'argument', 'undefined');
    await says(() => wasim.sentences(null), 'argument', 'sentences', 'null');
    await says(() => wasim.analyze('', { layer: [] }), 'option', '"layer"', 'layers');
    await says(() => wasim.analyze('', { layers: ['people'] }), 'option', '"people"', 'mentions');
    await says(() => wasim.analyze('', { layers: 'quotes' }), 'argument', '"quotes"');
    await says(() => wasim.highlight('', 'قال'), 'argument', 'highlight', '"قال"');
    await says(() => wasim.highlight('', [{ word: 'قال' }]), 'argument', 'keyword 0', 'term');
    await says(() => wasim.highlight('', [{ term: 'قال', group: 3 }]), 'argument', 'group', '3');
    await says(() => wasim.normalize('', { fast: true }), 'option', 'normalize', '"fast"');
    await says(() => wasim.normalize('', { preset: 'lucene' }), 'option', '"lucene"', 'search');
    await says(() => wasim.normalize('', { tatweel: 1 }), 'option', '"tatweel"', 'true or false');
    await says(() => wasim.normalize('', 'fold'), 'argument', '"fold"');
    await says(() => createAnalyzer({ normalize: { form: 'NFD' } }), 'option', '"NFD"', 'NFC');
    await says(() => createAnalyzer({ worms: 1 }), 'option', '"worms"');
    await says(() => createAnalyzer({ lexicon: { name: 'سعاد' } }), 'argument', 'lexicon', 'Object');
    await says(() => createAnalyzer({ lexicon: [{ name: 'سعاد' }] }), 'argument', 'row 1 of the lexicon', 'kind');
    await says(() => wasim.analyze('', { lexicon: [{ name: 'سعاد', kind: 'person', alias: [] }] }), 'option', '"alias"', 'aliases');
    await says(() => createAnalyzer({ lexicon: [{ name: 'سعاد', kind: 'person', aliases: 'أم' }] }), 'argument', 'سعاد', '"أم"');
    await says(() => createAnalyzer({ lexicon: [{ name: 'سعاد', kind: 'person', country: 20 }] }), 'argument', 'country', '20');
    await says(() => createAnalyzer({ model: 'model.bin' }), 'argument', 'model', '"model.bin"');
    await says(() => createAnalyzer({ model: new Uint8Array(64) }), 'option', '"model"', 'cannot be used', 'trainer');
    await says(() => createAnalyzer('fast'), 'argument', '"fast"');
    wasim.dispose();
  },

  async 'createAnalyzer may be called many times at once'({ createAnalyzer }) {
    const made = await Promise.all([createAnalyzer(), createAnalyzer(), createAnalyzer()]);
    const [first, second, third] = await Promise.all(made.map((w) => w.analyze(TEXT)));
    equal(first, second);
    equal(first, third);
    for (const wasim of made) wasim.dispose();
  },

  async 'a disposed analyser says so, and can be disposed again'({ createAnalyzer }) {
    const wasim = await createAnalyzer();
    wasim.dispose();
    wasim.dispose();
    await fails(() => wasim.analyze(TEXT), 'disposed');
    await fails(() => wasim.normalize(TEXT), 'disposed');
    await fails(() => wasim.sentences(TEXT), 'disposed');
    await fails(() => wasim.highlight(TEXT, []), 'disposed');
  },
};

/**
 * Runs all cases; never throws.
 * @returns {Promise<{name: string, error: string | null}[]>}
 */
export async function runAll(entry, table = cases) {
  const results = [];
  for (const [name, work] of Object.entries(table)) {
    try {
      await work(entry);
      results.push({ name, error: null });
    } catch (error) {
      results.push({ name, error: error?.stack ?? String(error) });
    }
  }
  return results;
}

export function equal(actual, expected) {
  if (canonical(actual) !== canonical(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}\n     got ${JSON.stringify(actual)}`);
  }
}

export function truth(value, what) {
  if (!value) throw new Error(`not so: ${what}`);
}

/** The error of `work`, which must be a WasimError of `code`. */
export async function fails(work, code) {
  let error = null;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
  }
  truth(error !== null, `fails with ${code}`);
  equal([error.name, error.code], ['WasimError', code]);
  return error;
}

function canonical(value) {
  if (value === Object.prototype) return 'Object.prototype';
  return JSON.stringify(value, (key, v) => (v === undefined ? '(undefined)' : v));
}
