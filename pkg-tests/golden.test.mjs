// The golden files of tests/golden, which Rust reads too, through the packed package.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

import { check, readCases } from '../tests/golden/golden.mjs';
import { ROOT, install } from './helpers.mjs';

const entry = createRequire(join(install('node'), 'main.mjs')).resolve('wasim');
const { createAnalyzer } = await import(pathToFileURL(entry));
const wasim = await createAnalyzer();
const folder = join(ROOT, 'tests', 'golden');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  test(file, async (t) => {
    for (const golden of readCases(readFileSync(join(folder, file), 'utf8'))) {
      await t.test(golden.name, async () => {
        const problems = await check(golden, (text, options) => wasim.analyze(text, options));
        if (problems.length > 0) throw new Error(`\n${problems.join('\n')}`);
      });
    }
  });
}
