// A text goes in, marks come out: paste, typing, kinds, jumps, explanations, keywords.

import assert from 'node:assert/strict';

import { analyse, clean, inBrowsers, marked, openSample, paste, readMarks, sampleText, write } from './helpers.mjs';

const shownText = (page) => page.$eval('#text', (node) => node.textContent);

/** What the page should mark, from the analysis that the package gives elsewhere. */
function expected(text, { mentions, quotes, keywords }) {
  const spans = [
    ...mentions.map((m, i) => ({ id: `m${i}`, kind: m.acting ? 'acting' : m.kind, start: m.start, end: m.end })),
    ...quotes.map((q, i) => ({ id: `q${i}`, kind: 'quote', start: q.start, end: q.end })),
    ...keywords.map((k, i) => ({ id: `k${i}`, kind: 'keyword', start: k.start, end: k.end })),
  ];
  return spans.map((span) => ({ ...span, text: text.slice(span.start, span.end) }));
}

const byId = (spans) => spans.toSorted((a, b) => a.id.localeCompare(b.id));

/** How an underline or a ground looks, as a string; two kinds that look alike are one kind too few. */
const look = (page, selector) =>
  page.$eval(selector, (node) => {
    const s = getComputedStyle(node);
    return [s.textDecorationLine, s.textDecorationStyle, s.borderBottomStyle, s.backgroundColor, s.boxShadow].join(' ');
  });

inBrowsers(async ({ name, open, t }) => {
  await t.test('the sample: the marks are what the package says, on the very text', async (t) => {
    const seen = await open(t);
    await openSample(seen.page);
    const text = await sampleText();
    assert.equal(await shownText(seen.page), text);
    assert.deepEqual(byId(await readMarks(seen.page)), byId(expected(text, await analyse(text))));
    await clean(seen);
  });

  await t.test('paste, then typing, then a change in the middle: text and marks follow', async (t) => {
    const { page } = await open(t);
    await paste(page, 'زار وفد من البنك الدولي الدوحة.\n\nثم عاد.');
    await marked(page);
    await page.focus('#source');
    await page.keyboard.down('Control');
    await page.keyboard.press('End');
    await page.keyboard.up('Control');
    await page.keyboard.type(' إلى مسقط 😀 في تونس');
    await marked(page);
    const text = await page.$eval('#source', (box) => box.value);
    assert.match(text, /مسقط 😀 في تونس$/);
    assert.equal(await shownText(page), text);
    assert.deepEqual(byId(await readMarks(page)), byId(expected(text, await analyse(text))));
    await page.$eval('#source', (box) => box.setSelectionRange(0, 3));
    await page.keyboard.type('استقبل');
    await marked(page);
    assert.equal(await shownText(page), text.replace('زار', 'استقبل'));
  });

  await t.test('clear empties everything', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    await page.click('#clear');
    await page.waitForFunction(() => document.documentElement.dataset.phase === 'ready');
    assert.equal(await page.$eval('#empty', (node) => node.hidden), false);
    assert.equal(await page.$('#text mark'), null);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'source');
  });

  await t.test('each kind has a look of its own, and its switch takes it away', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    const looks = await page.$$eval('#legend .sample', (nodes) => nodes.map((node) => {
      const s = getComputedStyle(node);
      // Without its colours: form alone must tell the kinds apart.
      return [s.textDecorationLine, s.textDecorationStyle, s.borderBottomStyle,
        s.backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : 'ground', s.boxShadow === 'none' ? '' : 'shadow'].join(' ');
    }));
    assert.equal(new Set(looks).size, 7, looks.join('\n'));
    for (const kind of ['person', 'organization', 'place']) {
      const mark = `#text mark[data-kinds="${kind}"]`;
      const on = await look(page, mark);
      await page.click(`#legend [data-kind="${kind}"]`);
      assert.equal(await page.$eval(`#legend [data-kind="${kind}"]`, (b) => b.getAttribute('aria-pressed')), 'false');
      assert.notEqual(await look(page, mark), on);
      await page.focus(`#legend [data-kind="${kind}"]`);
      await page.keyboard.press(' ');
      assert.equal(await look(page, mark), on);
    }
  });

  await t.test('a list leads to each mention in turn, and the explanation says why', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    const count = Number(await page.$eval('#actors li:first-child .count', (node) => node.textContent));
    assert.ok(count > 1);
    const ids = new Set();
    for (let i = 0; i < count; i += 1) {
      await page.click('#actors li:first-child button');
      ids.add(await page.evaluate(() => document.activeElement.dataset.ids));
      assert.ok(await page.evaluate(() => document.activeElement.classList.contains('current')));
      assert.match(await page.$eval('#why', (node) => node.textContent), /النموذج|جداول|لقب|صورة قصيرة/);
    }
    assert.equal(ids.size, count);
    await page.click('#actors li:first-child button');
    assert.ok(ids.has(await page.evaluate(() => document.activeElement.dataset.ids)), 'round again');
    await page.click('#why [data-step="1"]');
    assert.match(await page.$eval('#why .ring', (node) => node.textContent), new RegExp(`2 من ${count}`));
    await page.keyboard.press('Escape');
    assert.equal(await page.$eval('#why', (node) => node.hidden), true);
  });

  await t.test('a click on a mark explains it', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    await page.click('#text mark[data-kinds~="place"]');
    const shown = await page.$eval('#why', (node) => ({ hidden: node.hidden, text: node.textContent }));
    assert.equal(shown.hidden, false);
    assert.match(shown.text, /مكان[\s\S]*السبب[\s\S]*%/);
    assert.match(await page.$eval('#text mark[data-kinds~="place"]', (mark) => mark.title), /^مكان.* · .+ · ./m, 'so does a hover');
  });

  // Only Chromium lets a test read the clipboard.
  if (name === 'chromium') {
    await t.test('the JSON that is copied is the whole analysis', async (t) => {
      const { page } = await open(t);
      await openSample(page);
      await page.click('#copy-json');
      const found = await page.waitForFunction(async () => {
        const words = await navigator.clipboard.readText();
        return words.startsWith('{') && JSON.parse(words);
      });
      const text = await sampleText();
      assert.deepEqual(await found.jsonValue(), { text, ...(await analyse(text)) });
    });
  }

  await t.test('keywords: found, grouped, counted; a bad one is named beside itself', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    await page.click('#keywords-box summary');
    await write(page, '#keywords', 'ماء: مياه\nـــ\n/[/\n/[0-9]+/\nلا يرد هنا');
    await marked(page);
    const lines = await page.$$eval('#terms li', (nodes) => nodes.map((node) => ({ bad: node.className, text: node.textContent })));
    assert.deepEqual(lines.map((line) => line.bad), ['', 'bad', 'bad', '', '']);
    assert.match(lines[0].text, /مياه\s*ماء.*\d/);
    for (const { text } of lines.slice(1, 3)) assert.match(text, /لا تصلح/);
    assert.match(lines[3].text, /: 1$/);
    assert.match(lines[4].text, /: 0$/);
    const hits = (await readMarks(page)).filter((span) => span.kind === 'keyword').map((span) => span.text);
    const text = await sampleText();
    assert.deepEqual(hits, (await analyse(text, { keywords: ['مياه', '/[0-9]+/'] })).keywords.map((k) => text.slice(k.start, k.end)));
    assert.ok(hits.includes('40') && hits.length > 3);
    await page.click('#terms button');
    assert.match(await page.$eval('#why', (node) => node.textContent), /المجموعة\s*ماء/);
  });

  await t.test('own names: marked, counted, gathered; a bad one is named beside itself', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    const text = await sampleText();
    await page.click('#names-box summary');
    await write(page, '#names', 'جهة: أهل النهر | المياه\nشخص: المياه\nنهر: النيل\nperson: لا يرد هنا\nصفة: كبير الأمناء');
    await marked(page);
    const lines = await page.$$eval('#own-names li', (nodes) => nodes.map((node) => ({ bad: node.className, text: node.textContent })));
    assert.deepEqual(lines.map((line) => line.bad), ['', 'bad', 'bad', '', '']);
    const lexicon = [{ name: 'أهل النهر', kind: 'organization', aliases: ['المياه'] }];
    const { mentions, entities } = await analyse(text, { lexicon });
    const count = entities.find((entity) => entity.name === 'أهل النهر').mentions.length;
    assert.ok(count > 0 && mentions.some((mention) => mention.rule === 'user'));
    assert.match(lines[0].text, new RegExp(`^أهل النهر جهة.*: ${count}$`));
    assert.match(lines[1].text, /لا يصلح.*row 1/);
    assert.match(lines[2].text, /لا يصلح.*"نهر"/);
    assert.match(lines[3].text, /: 0$/);
    assert.match(lines[4].text, /صفة$/);
    await page.click('#own-names button');
    const why = await page.$eval('#why', (node) => node.textContent);
    assert.match(why, /اسم أضفته أنت/);
    assert.match(why, /أهل النهر/);
  });

  await t.test('the English switch turns the page round, keeps the text, and is remembered', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    await page.click('#actors button');
    await page.click('#language');
    const state = () => page.evaluate(() => ({
      lang: document.documentElement.lang, dir: document.documentElement.dir,
      text: getComputedStyle(document.getElementById('text')).direction,
      words: [...document.querySelectorAll('h1, h2, label, summary, button:not(#language, .entry, .kind), dt, .hint')].map((n) => n.textContent).join(' '),
    }));
    const english = await state();
    assert.deepEqual([english.lang, english.dir, english.text], ['en', 'ltr', 'rtl']);
    assert.doesNotMatch(english.words, /\p{Script=Arabic}/u);
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.phase === 'ready');
    assert.equal((await state()).lang, 'en');
    await page.click('#language');
    assert.equal((await state()).dir, 'rtl');
  });
});
