// node scripts/screenshot.mjs: draws docs/screenshot*.png for README from dist/, in Chromium.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from './browsers.mjs';
import { ROOT, say, script } from './run.mjs';
import { serve } from './serve.mjs';

/** Name of the file, colour scheme, language, window. */
const SHOTS = [
  ['screenshot', 'light', 'ar', { width: 1440, height: 900 }],
  ['screenshot-dark', 'dark', 'ar', { width: 1440, height: 900 }],
  ['screenshot-en', 'light', 'en', { width: 1440, height: 900 }],
  ['screenshot-narrow', 'light', 'ar', { width: 390, height: 780, deviceScaleFactor: 2 }],
];

await script(async () => {
  const { url, close } = await serve({ root: join(ROOT, 'dist') });
  const browser = await launch('chromium');
  mkdirSync(join(ROOT, 'docs'), { recursive: true });
  try {
    for (const [name, scheme, language, viewport] of SHOTS) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport(viewport);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(url);
      await page.waitForSelector('[data-phase="ready"]');
      if (language === 'en') await page.click('#language');
      await page.click('#sample');
      await page.waitForSelector('#exports:not([hidden])');
      await page.click('#actors button');
      await page.mouse.move(0, 0);
      if (viewport.width > 1000) await page.evaluate(() => scrollTo(0, 0));
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const path = join(ROOT, 'docs', `${name}.png`);
      await page.screenshot({ path });
      say(path);
      await context.close();
    }
  } finally {
    await browser.close();
    await close();
  }
});
