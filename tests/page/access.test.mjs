// For everybody: keyboard alone, screen reader, narrow and wide screens, light and dark.

import assert from 'node:assert/strict';

import { axeSource, inBrowsers, openSample, paste, marked } from './helpers.mjs';

const active = (page) => page.evaluate(() => ({
  id: document.activeElement.id, name: document.activeElement.localName, ids: document.activeElement.dataset.ids ?? null,
}));

/** How far the page is wider than the window. */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

inBrowsers(async ({ name, open, t }) => {
  await t.test('the whole way by keyboard', async (t) => {
    const { page } = await open(t);
    await page.focus('#sample');
    await page.keyboard.press('Enter');
    await marked(page);
    await page.focus('#text');
    const walked = [];
    for (let i = 0; i < 5; i += 1) {
      await page.keyboard.press('ArrowLeft');
      walked.push((await active(page)).ids);
    }
    assert.equal(new Set(walked).size, 5, 'left goes on in a text that runs to the left');
    await page.keyboard.press('ArrowRight');
    assert.equal((await active(page)).ids, walked[3]);
    await page.keyboard.press('Enter');
    assert.equal((await active(page)).id, 'why');
    await page.keyboard.press('Escape');
    assert.equal((await active(page)).ids, walked[3], 'back on the mark');
    await page.focus('#places button');
    await page.keyboard.press('Enter');
    assert.equal((await active(page)).name, 'mark');
    await page.keyboard.press('Escape');
    assert.ok(await page.evaluate(() => document.activeElement.matches('#places button')), 'back in the list');
  });

  await t.test('a kind that is off is not walked to', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    for (const kind of ['person', 'role', 'organization', 'acting', 'quote']) await page.click(`#legend [data-kind="${kind}"]`);
    await page.focus('#text');
    for (let i = 0; i < 3; i += 1) {
      await page.keyboard.press('ArrowLeft');
      assert.ok(await page.evaluate(() => document.activeElement.dataset.kinds.includes('place')));
    }
  });

  await t.test('every control is reached by Tab, in the order of reading', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    await page.focus('.skip');
    const order = [];
    for (let i = 0; i < 20; i += 1) {
      await page.keyboard.press('Tab');
      const { id, name } = await active(page);
      order.push(id || name);
    }
    const wanted = ['language', 'sample', 'clear', 'source', 'copy-json', 'save-csv', 'text'];
    const found = wanted.map((id) => order.indexOf(id));
    assert.ok(found.every((at) => at >= 0), order.join(' '));
    assert.deepEqual(found, found.toSorted((a, b) => a - b));
  });

  for (const width of [320, 360, 768, 1600]) {
    await t.test(`no sideways scrolling at ${width}`, async (t) => {
      const { page } = await open(t, { width, height: 740 });
      assert.ok((await overflow(page)) <= 0, 'empty');
      await paste(page, `الدوحة ${'م'.repeat(400)} ${'https://example.org/'.repeat(20)}`);
      await marked(page);
      assert.ok((await overflow(page)) <= 0, 'endless words');
      await openSample(page);
      await page.click('#text mark');
      await page.click('#keywords-box summary');
      assert.ok((await overflow(page)) <= 0, 'sample');
      await page.click('#language');
      assert.ok((await overflow(page)) <= 0, 'English');
    });
  }

  await t.test('the marked word is not under the explanation on a narrow screen', async (t) => {
    const { page } = await open(t, { width: 360, height: 740 });
    await openSample(page);
    await page.click('#places button');
    const { mark, why } = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const box = (node) => node.getBoundingClientRect().toJSON();
      return { mark: box(document.activeElement), why: box(document.getElementById('why')) };
    });
    assert.ok(mark.top >= 0 && mark.bottom <= why.top, `${mark.top}..${mark.bottom} above ${why.top}`);
  });

  // The rest asks the browser for colour schemes, which Firefox does not take from outside.
  if (name !== 'chromium') return;

  for (const scheme of ['light', 'dark']) {
    for (const language of ['ar', 'en']) {
      await t.test(`axe finds nothing: ${scheme}, ${language}`, async (t) => {
        const { page } = await open(t);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        if (language === 'en') await page.click('#language');
        await page.evaluate(axeSource());
        const check = async (state) => {
          const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
          const words = found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`));
          assert.deepEqual(words, [], state);
        };
        await check('empty');
        await openSample(page);
        await check('sample');
        await page.click('#quotes button, #actors button');
        await page.click('#keywords-box summary');
        await page.type('#keywords', 'المياه');
        await marked(page);
        await page.click('#terms button');
        await page.click('#legend [data-kind="person"]');
        await check('explaining');
      });
    }
  }

  await t.test('underlines stand out from the paper by 3 to 1, in both schemes', async (t) => {
    const { page } = await open(t);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const ratios = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const channel = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        const light = (name) => {
          const hex = style.getPropertyValue(`--${name}`).trim().slice(1);
          const [r, g, b] = [0, 2, 4].map((i) => channel(Number.parseInt(hex.slice(i, i + 2), 16) / 255));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
        const grounds = ['paper', 'quote-paper'];
        const lines = ['person', 'organization', 'place', 'acting', 'role'].flatMap((l) => grounds.map((g) => [`${l} on ${g}`, contrast(l, g), 3]));
        const words = ['ink', 'cue'].flatMap((w) => [...grounds, 'keyword-paper'].map((g) => [`${w} on ${g}`, contrast(w, g), 4.5]));
        return [...lines, ...words];
      });
      for (const [what, ratio, least] of ratios) {
        if (what === 'cue on keyword-paper') continue;
        assert.ok(ratio >= least, `${scheme}: ${what} is ${ratio.toFixed(2)}`);
      }
    }
  });
});
