// What must never happen: markup from a text, a forbidden act, a request, a broken word, a dead page.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DIST, clean, inBrowsers, marked, openSample, paste, readMarks, write } from './helpers.mjs';

const HOSTILE = [
  '<img src=x onerror="globalThis.pwned=1">', '<script>globalThis.pwned=1</script>', '"><svg onload=globalThis.pwned=1>',
  'javascript:globalThis.pwned=1', '&lt;b&gt; &amp; \u202E\u2066\u0000\uFEFF', '{{7*7}} ${globalThis.pwned=1}', '\uD800 قال \uDC00',
].join(' في الدوحة قال البنك الدولي إن\n');

inBrowsers(async ({ open, t }) => {
  await t.test('hostile text and keywords stay text', async (t) => {
    const seen = await open(t);
    const { page } = seen;
    await paste(page, HOSTILE);
    await marked(page);
    await page.click('#keywords-box summary');
    await write(page, '#keywords', '<img src=x onerror="globalThis.pwned=1">: <b>\n/<img src=x onerror=globalThis.pwned=1/\n<b>');
    await page.click('#names-box summary');
    await write(page, '#names', '<img src=x onerror="globalThis.pwned=1">: <b>\nperson: <img src=x onerror=globalThis.pwned=1>\nجهة: البنك الدولي');
    await marked(page);
    for (const button of await page.$$('#actors button, #places button, #quotes button')) await button.click();
    const given = await page.$eval('#source', (box) => box.value);
    assert.equal(await page.$eval('#text', (node) => node.textContent), given);
    assert.equal(await page.$$eval('main img, main script, main svg, main b', (nodes) => nodes.length), 0);
    assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
    await clean(seen);
  });

  await t.test('no request after the page has loaded', async (t) => {
    const seen = await open(t);
    const { page, requests } = seen;
    const loaded = requests.length;
    assert.ok(loaded > 5);
    assert.deepEqual(requests.filter((url) => !url.startsWith(seen.url)), [], 'all from its own folder');
    await openSample(page);
    await page.click('#actors button');
    await page.click('#language');
    await page.click('#keywords-box summary');
    await write(page, '#keywords', 'الدوحة');
    await marked(page);
    assert.deepEqual(requests.slice(loaded), []);
    await clean(seen);
  });

  await t.test('letters stay joined under every kind of mark', async (t) => {
    const { page } = await open(t);
    await openSample(page);
    const differences = await page.evaluate(() => {
      const kinds = ['person', 'organization', 'place', 'acting', 'role', 'quote', 'keyword', 'cue', 'role organization', 'quote keyword person'];
      const line = document.querySelector('#text p');
      const measure = (...parts) => {
        const span = document.createElement('span');
        span.append(...parts);
        line.append(span);
        const { width } = span.getBoundingClientRect();
        span.remove();
        return width;
      };
      const wrong = [];
      for (const word of ['بحماس', 'لمحمد', 'ببيت', 'فلسطينيين', 'وبالقاهرة']) {
        for (const kind of kinds) {
          for (const current of ['', ' current']) {
            const mark = document.createElement('mark');
            mark.className = `wasim-mark${current}`;
            mark.dataset.kinds = kind;
            mark.append(word.slice(1, -1));
            const difference = measure(word[0], mark, word.at(-1)) - measure(word);
            if (Math.abs(difference) > 0.1) wrong.push(`${word} ${kind}${current}: ${difference}`);
          }
        }
      }
      // The measure itself can tell: a mark of its own display does break the joining.
      const broken = document.createElement('mark');
      broken.style.display = 'inline-block';
      broken.append('حماس');
      if (Math.abs(measure('ب', broken) - measure('بحماس')) < 0.1) wrong.push('the measure cannot tell joined from cut');
      return wrong;
    });
    assert.deepEqual(differences, []);
  });

  await t.test('the painter marks an element in place, reads its marks back and takes them off', async (t) => {
    const { page } = await open(t);
    const result = await page.evaluate(async () => {
      const { clear, paint, read, textOf } = await import(new URL('wasim/dom.js', document.baseURI).href);
      const make = (name, ...children) => {
        const node = document.createElement(name);
        node.append(...children);
        return node;
      };
      const link = make('a', 'البنك');
      const root = make('div', make('p', 'زار ', link, ' الدولي مدينة'), make('p', '<b>الدوحة</b>'), make('script', 'x'));
      const before = root.innerHTML;
      const text = textOf(root);
      const at = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
      const analysis = {
        mentions: [{ ...at('البنك الدولي'), kind: 'organization', acting: false }, { ...at('الدوحة'), kind: 'place', acting: true }],
        quotes: [{ ...at('الدولي مدينة\n<b>الد') }],
      };
      paint(root, analysis);
      paint(root, analysis);
      const spans = read(root).map(({ id, kind, start, end }) => [id, kind, text.slice(start, end)]);
      const same = textOf(root) === text;
      clear(root);
      return { text, spans, same, restored: root.innerHTML === before };
    });
    assert.equal(result.text, 'زار البنك الدولي مدينة\n<b>الدوحة</b>\n');
    assert.deepEqual(result.spans, [
      ['m0', 'organization', 'البنك الدولي'], ['q0', 'quote', 'الدولي مدينة\n<b>الد'], ['m1', 'acting', 'الدوحة'],
    ]);
    assert.ok(result.same && result.restored);
  });

  await t.test('without its .wasm file the page says what is wrong and what to do', async (t) => {
    const root = mkdtempSync(join(tmpdir(), 'wasim-page-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    cpSync(DIST, root, { recursive: true });
    rmSync(join(root, 'wasim', 'wasim_bg.wasm'));
    const { page } = await open(t, { root, ready: false });
    await page.waitForSelector('#failure:not([hidden])');
    const words = await page.$eval('#failure', (node) => node.textContent);
    assert.match(words, /لم يعمل المحلِّل.*wasim.*404/s);
    cpSync(join(DIST, 'wasim', 'wasim_bg.wasm'), join(root, 'wasim', 'wasim_bg.wasm'));
    await page.click('#failure button');
    await page.waitForSelector('#failure', { hidden: true });
    await paste(page, 'زار الوفد الدوحة.');
    await marked(page);
    assert.deepEqual((await readMarks(page)).map((span) => span.text), ['الدوحة']);
  });

  await t.test('under a policy that forbids WebAssembly the page names the directive', async (t) => {
    const csp = "default-src 'self'; require-trusted-types-for 'script'";
    const { page } = await open(t, { csp, ready: false });
    await page.waitForSelector('#failure:not([hidden])');
    assert.match(await page.$eval('#failure', (node) => node.textContent), /'wasm-unsafe-eval'/);
  });
});
