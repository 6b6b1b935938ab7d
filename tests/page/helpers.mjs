// Opens the page of dist/ in a browser and watches what it does.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { NAMES, launch } from '../../scripts/browsers.mjs';
import { CSP, serve } from '../../scripts/serve.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');

if (!existsSync(join(DIST, 'index.html'))) throw new Error('dist/ is not built; run: npm run build');

/**
 * Runs `body` once for each browser, as subtests of a test of its name.
 * `open` gives a page that has started, `{ page, url, requests, violations, errors }`.
 */
export function inBrowsers(body, names = NAMES) {
  for (const name of names) {
    test(name, async (t) => {
      const browser = await launch(name);
      t.after(() => browser.close());
      const open = (t, options) => openPage(t, browser, name, options);
      await body({ name, browser, open, t });
    });
  }
}

async function openPage(t, browser, name, { root = DIST, csp = CSP, width = 1280, height = 900, ready = true } = {}) {
  const { url, close } = await serve({ root, base: '/some/where/', csp });
  const context = await browser.createBrowserContext();
  if (name === 'chromium') {
    const clipboard = ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write'];
    await context.overridePermissions(new URL(url).origin, clipboard);
  }
  const page = await context.newPage();
  t.after(async () => {
    await context.close();
    await close();
  });
  const seen = { page, url, requests: [], errors: [] };
  page.on('request', (request) => {
    // Firefox reports fonts of its own, which are data: addresses and no traffic.
    if (request.url().startsWith('http')) seen.requests.push(request.url());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  await page.setViewport({ width, height });
  await page.evaluateOnNewDocument(() => {
    globalThis.violations = [];
    globalThis.addEventListener('securitypolicyviolation', (event) => {
      globalThis.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(url);
  seen.violations = () => page.evaluate(() => globalThis.violations);
  if (ready) await started(page);
  return seen;
}

/** Until the analyser answers. */
async function started(page) {
  await page.waitForFunction(() => document.documentElement.dataset.phase === 'ready');
}

/** Until the text is marked. */
export async function marked(page) {
  await page.waitForFunction(() => document.documentElement.dataset.phase === 'ready' && !document.getElementById('exports').hidden);
}

/** Opens the sample article. */
export async function openSample(page) {
  await page.click('#sample');
  await marked(page);
}

/** Writes `text` into the paste box as one act of typing. */
export async function write(page, selector, text) {
  await page.focus(selector);
  await page.evaluate((where, words) => {
    document.querySelector(where).select();
    document.execCommand('insertText', false, words);
  }, selector, text);
}

/** Puts `text` on the clipboard, and leaves the keyboard in the paste box with all of its text selected. */
export async function copy(page, text) {
  // Writing to the clipboard is for pages that the user has just touched.
  await page.click('#source');
  await page.evaluate(async (words) => {
    await navigator.clipboard.writeText(words);
    document.getElementById('source').select();
  }, text);
}

/** The real key of pasting. */
export async function pressPaste(page) {
  await page.keyboard.down('Control');
  await page.keyboard.press('v', { commands: ['Paste'] });
  await page.keyboard.up('Control');
}

/** Pastes `text` in place of what the box holds. */
export async function paste(page, text) {
  await copy(page, text);
  await pressPaste(page);
}

/** The marks in the text as `{ id, kind, start, end, text }`, without the cues. */
export function readMarks(page) {
  return page.evaluate(async () => {
    const { read } = await import(new URL('wasim/dom.js', document.baseURI).href);
    const root = document.getElementById('text');
    const text = root.textContent;
    return read(root).filter(({ kind }) => kind !== 'cue').map((span) => ({ ...span, text: text.slice(span.start, span.end) }));
  });
}

/** The analysis that the package gives in Node. */
export async function analyse(text, options) {
  const { createAnalyzer } = await import(new URL('../../pkg/inline.js', import.meta.url).href);
  return (await createAnalyzer()).analyze(text, options);
}

/** The sample article of the page. */
export async function sampleText() {
  const { sample } = await import(new URL('../../dist/js/sample.js', import.meta.url).href);
  return sample;
}

/** Text of about `bytes` bytes: the sample again and again, each time with a number of its own. */
export async function longText(bytes) {
  const sample = await sampleText();
  const parts = [];
  for (let size = 0; size < bytes; size += Buffer.byteLength(parts.at(-1))) parts.push(sample.replace('40', String(parts.length)));
  return parts.join('\n');
}

/** Nothing was forbidden and nothing was thrown. */
export async function clean({ errors, violations }) {
  assert.deepEqual(errors, [], 'the page throws nothing');
  assert.deepEqual(await violations(), [], 'the policy forbids nothing that the page does');
}

export const axeSource = () => readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
