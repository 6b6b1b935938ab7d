// A megabyte is pasted: the page stays awake, shows progress, and can be stopped.

import assert from 'node:assert/strict';

import { clean, copy, inBrowsers, longText, marked, openSample, paste, pressPaste } from './helpers.mjs';

const MEGABYTE = 1 << 20;

/** A task longer than this is a fault on any machine; the figure itself is printed. The budget is 50 ms on an idle one. */
const GENEROUS = 400;

/** How many marks there are; counted in the page, which a handle to each would slow down. */
const count = (page) => page.evaluate(() => document.querySelectorAll('#text mark').length);

inBrowsers(async ({ name, open, t }) => {
  await t.test('1 MB: the text is there at once, then marked, and the box is free for another', async (t) => {
    const seen = await open(t);
    const { page } = seen;
    const text = await longText(MEGABYTE);
    await copy(page, text);
    await page.evaluate(() => {
      globalThis.long = [];
      if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return;
      new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
    });
    await pressPaste(page);
    await page.waitForSelector('#progress:not([hidden])');
    await marked(page);
    assert.equal(await page.evaluate((words) => document.getElementById('text').textContent === words, text), true);
    assert.ok((await count(page)) > 1000);
    assert.equal(await page.$eval('#held', (node) => node.hidden), false);
    if (name === 'chromium') {
      const long = await page.evaluate(() => globalThis.long.splice(0));
      const longest = Math.max(0, ...long);
      t.diagnostic(`1 MB paste: tasks over 50 ms on the main thread: ${long.length}, the longest ${longest.toFixed(0)} ms`);
      assert.ok(longest < GENEROUS, `a task of ${longest} ms`);
      // The measure can tell: a task that is long on purpose is seen.
      await page.evaluate(() => setTimeout(() => {
        for (const end = performance.now() + 120; performance.now() < end;);
      }));
      await page.waitForFunction(() => globalThis.long.some((duration) => duration >= 100));
    }
    await page.click('#actors button');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'mark');
    await paste(page, 'زار الوفد الدوحة.');
    await marked(page);
    assert.equal(await page.$eval('#text', (node) => node.textContent), 'زار الوفد الدوحة.');
    assert.equal(await page.$eval('#held', (node) => node.hidden), true);
    await clean(seen);
  });

  await t.test('1 MB: stopped, the text stays as it is; asked again, it is marked', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    const text = await longText(MEGABYTE);
    await paste(page, text);
    await page.waitForFunction(() => document.documentElement.dataset.phase === 'analysing');
    await page.$eval('#cancel', (button) => button.click());
    await page.waitForFunction(() => document.documentElement.dataset.phase === 'cancelled');
    assert.match(await page.$eval('#progress', (node) => node.textContent), /أُوقف/);
    await page.waitForFunction((length) => document.getElementById('text').textContent.length === length, {}, text.length);
    await page.waitForFunction(() => document.querySelector('#text mark') === null);
    assert.equal(await page.$('#actors button'), null, 'nor is anything listed that another text held');
    await page.click('#cancel');
    await marked(page);
    assert.ok((await count(page)) > 1000);
  });

  for (const [what, text] of [['line ends', '\n'], ['one letter', 'م'], ['opening marks', '«'], ['short lines', 'ا\n']]) {
    await t.test(`1 MB of ${what} does not stop the page`, async (t) => {
      const { page } = await open(t);
      const words = text.repeat(Math.ceil(MEGABYTE / text.length));
      await paste(page, words);
      await marked(page);
      assert.equal(await page.evaluate((all) => document.getElementById('text').textContent === all, words), true);
    });
  }
});
