// The packed package on a static server, in real browsers, under the strict policy of the design.

import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { NAMES, launch } from '../scripts/browsers.mjs';
import { CSP, serve } from '../scripts/serve.mjs';
import { ROOT, goldens, install, report } from './helpers.mjs';

const folder = install('page');
cpSync(join(folder, 'node_modules', 'wasim'), join(folder, 'wasim'), { recursive: true });
cpSync(join(ROOT, 'tests', 'golden', 'golden.mjs'), join(folder, 'golden.mjs'));

const RUNS = [
  ['index.js', 'api'], ['inline.js', 'api'], ['worker-client.js', 'api'],
  ['index.js', 'load'], ['worker-client.js', 'worker'],
];

for (const name of NAMES) {
  test(name, async (t) => {
    const browser = await launch(name);
    t.after(() => browser.close());

    /** A fresh page under a policy: nothing is loaded yet. */
    async function open(t, csp = CSP) {
      const { url, close } = await serve({ root: folder, base: '/some/path/', csp });
      const page = await browser.newPage();
      t.after(async () => {
        await page.close();
        await close();
      });
      await page.goto(url);
      await page.waitForFunction('globalThis.ready');
      return page;
    }

    for (const [file, table] of RUNS) {
      await t.test(`${file}: ${table}`, async (t) => {
        const page = await open(t);
        const { results, violations } = await page.evaluate((f, which) => globalThis.run(f, which), file, table);
        await report(t, results);
        const forbidden = table === 'load' ? violations.filter((v) => !v.includes('127.0.0.1:1')) : violations;
        assert.deepEqual(forbidden, [], 'nothing that the policy forbids is tried');
      });
    }

    await t.test('index.js: golden files', async (t) => {
      const page = await open(t);
      for (const [file, source] of goldens()) {
        const { count, problems } = await page.evaluate((text) => globalThis.golden(text), source);
        assert.ok(count > 0, `${file} has cases`);
        assert.deepEqual(problems, [], file);
      }
    });

    for (const file of ['index.js', 'inline.js', 'worker-client.js']) {
      await t.test(`${file}: no network after load`, async (t) => {
        const page = await open(t);
        assert.equal(await page.evaluate((f) => globalThis.requests(f), file), 0);
      });

      await t.test(`${file}: a policy without wasm-unsafe-eval is named`, async (t) => {
        const page = await open(t, "default-src 'self'");
        const failure = await page.evaluate((f) => globalThis.failure(f), file);
        assert.equal(failure?.code, 'csp');
        assert.match(failure.message, /'wasm-unsafe-eval'.*script-src/);
      });
    }

    await t.test('worker-client.js: after a cancel the module is not asked for again', async (t) => {
      const page = await open(t);
      const once = join(folder, `once-${name}.wasm`);
      cpSync(join(folder, 'wasim', 'wasim_bg.wasm'), once);
      await page.evaluate((address) => globalThis.startWorker(address), `./once-${name}.wasm`);
      rmSync(once);
      for (let i = 0; i < 2; i += 1) assert.deepEqual(await page.evaluate(() => globalThis.cancelAndAsk()), ['AbortError', 1]);
    });

    await t.test('dom.js: marks what was found, and takes it off again', async (t) => {
      const page = await open(t);
      const names = ['سامر العلي', 'عمّان', 'عاد'];
      assert.deepEqual(await page.evaluate(() => globalThis.paint()), {
        marked: names, spans: names, unchanged: true, cleared: true, images: 0, violations: [],
      });
    });

    await t.test('element.js: an element marks its own text', async (t) => {
      const page = await open(t);
      assert.deepEqual(await page.evaluate(() => globalThis.elements()), {
        found: ['سامر العلي', 'عمّان'], kinds: ['person', 'place'], quotes: null, late: [true, false],
        again: ['سامر العلي', 'بيروت'], cleared: true, message: 'no module', violations: [],
      });
    });

    await t.test('worker-client.js: a policy without our Trusted Types policy is named', async (t) => {
      const page = await open(t, `${CSP}; trusted-types other`);
      const failure = await page.evaluate((f) => globalThis.failure(f), 'worker-client.js');
      assert.equal(failure?.code, 'csp');
      assert.match(failure.message, /trusted-types/);
    });
  });
}
