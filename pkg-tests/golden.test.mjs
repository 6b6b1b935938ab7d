// The golden files, which Rust reads too, through the packed package.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

import { check, read, readCases, write } from '../tests/golden/golden.mjs';
import { goldens, install } from './helpers.mjs';

const folder = install('node');
const entry = pathToFileURL(join(folder, 'node_modules', 'wasim', 'inline.js')).href;
const { createAnalyzer } = await import(entry);
const wasim = await createAnalyzer();

for (const [file, source] of goldens()) {
  test(file, async (t) => {
    const cases = readCases(source);
    assert.ok(cases.length > 0, 'there are cases');
    for (const one of cases) {
      await t.test(one.name, async () => {
        const problems = await check(one, (text, options) => wasim.analyze(text, options));
        assert.deepEqual(problems, [], problems.join('\n'));
      });
    }
  });
}

test('marked text is read and written', () => {
  for (const marked of ['', 'نعم', '⟦a|ن⟦b c|ع⟧⟧م⟦|ه⟧', '⟦x|\\u{200F}أ\n⟧\\u{00A0}ب', '⟦a|⟦b|س⟧⟧']) {
    const { text, marks } = read(marked);
    assert.equal(write(text, marks), marked);
  }
  for (const bad of ['⟦a', '⟦a|⟧', '⟦a|ب', '⟧']) assert.throws(() => read(bad), Error, bad);
  assert.deepEqual(read('😀 ⟦x|ن⟧').marks, [{ start: 3, end: 4, label: 'x' }]);
});
