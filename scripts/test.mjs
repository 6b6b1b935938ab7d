// npm test: everything. `npm test -- NAME…` runs only the sections named.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { installBrowsers, need } from './browsers.mjs';
import { build } from './build.mjs';
import { fuzz } from './fuzz.mjs';
import { Failure, ROOT, run, say, script } from './run.mjs';
import { testTools } from './tools.mjs';

const WASM = ['--target', 'wasm32-unknown-unknown', '--no-default-features', '--lib', '--test', 'web'];

/** Name, what it says above its output, what it does. In the order in which they fail fastest. */
const SECTIONS = [
  ['fmt', 'Formatting', () => run('cargo', ['fmt', '--check'])],
  ['clippy', 'Lints, native and wasm', async () => {
    await run('cargo', ['clippy', '--all-targets', '--', '-D', 'warnings']);
    await run('cargo', ['clippy', ...WASM, '--', '-D', 'warnings']);
  }],
  ['native', 'Rust tests', () => run('cargo', ['test'])],
  ['chromium', 'WebAssembly tests in Chromium', () => browserTests(['--chrome', '--chromedriver', need('chromedriver')])],
  ['firefox', 'WebAssembly tests in Firefox', () => browserTests(['--firefox', '--geckodriver', need('geckodriver')])],
  ['build', 'The npm package and the site', build],
  ['package', 'The packed npm package', () => nodeTests('pkg-tests')],
  ['page', 'The page', () => nodeTests(join('tests', 'page'))],
  ['fuzz', 'Fuzzing, for a minute', fuzz],
];

function browserTests(browser) {
  return run('wasm-pack', ['test', '--headless', ...browser, '--mode', 'no-install', '.', '--no-default-features', '--test', 'web'],
    { env: { WASM_BINDGEN_TEST_TIMEOUT: '120' } });
}

/** One after the other: browsers started side by side on a small machine starve each other. */
function nodeTests(folder) {
  const files = existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.test.mjs')) : [];
  if (files.length === 0) return say(`no tests in ${folder}`);
  return run(process.execPath, ['--test', '--test-concurrency=1', ...files.sort().map((name) => join(folder, name))]);
}

await script(async () => {
  const names = process.argv.slice(2);
  const known = SECTIONS.map(([name]) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Failure(`there is no section ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const sections = SECTIONS.filter(([name]) => names.length === 0 || names.includes(name));

  heading('Tools');
  await Promise.all([testTools(), installBrowsers()]);

  const failed = [];
  for (const [name, title, work] of sections) {
    heading(title);
    const start = performance.now();
    try {
      await work();
      say(`${name}: passed in ${seconds(start)}`);
    } catch (error) {
      console.error(error instanceof Failure ? `[wasim] ${error.message}` : error);
      say(`${name}: FAILED after ${seconds(start)}`);
      failed.push(name);
    }
  }
  heading('In all');
  if (failed.length > 0) throw new Failure(`${failed.length} of ${sections.length} sections failed: ${failed.join(', ')}. Again: npm test -- ${failed.join(' ')}`);
  say(`all ${sections.length} sections passed`);
});

function heading(title) {
  console.log(`\n${'═'.repeat(72)}\n  ${title}\n${'═'.repeat(72)}`);
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
