// The packed package through Vite, without configuration, built and served in Chromium.

import { join } from 'node:path';
import test from 'node:test';
import { build } from 'vite';

import { launch } from '../scripts/browsers.mjs';
import { serve } from '../scripts/serve.mjs';
import { install, report } from './helpers.mjs';

test('vite build', async (t) => {
  const root = install('vite');
  await build({ root, base: './', logLevel: 'warn', configFile: false });
  const { url, close } = await serve({ root: join(root, 'dist'), base: '/app/' });
  t.after(close);
  const browser = await launch('chromium');
  t.after(() => browser.close());
  for (const entry of ['wasim', 'wasim/inline', 'wasim/worker']) {
    await t.test(entry, async (t) => {
      const page = await browser.newPage();
      await page.goto(url);
      await page.waitForFunction('globalThis.ready');
      await report(t, await page.evaluate((name) => globalThis.run(name), entry));
      await page.close();
    });
  }
});
