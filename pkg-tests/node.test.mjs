// The packed package in Node, as a user's program imports it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { install, node, report, ROOT } from './helpers.mjs';

const folder = install('node');

for (const entry of ['wasim', 'wasim/inline']) {
  test(`import ${entry}`, async (t) => {
    await report(t, JSON.parse(node(['main.mjs', entry], folder)));
  });
}

const [major, minor] = process.versions.node.split('.').map(Number);
const requires = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);

test('require', { skip: !requires && 'this Node has no require of ES modules' }, () => {
  assert.deepEqual(JSON.parse(node(['--no-warnings', 'main.cjs'], folder)), [{ start: 0, end: 4 }, { start: 5, end: 9 }]);
});

test('the worker entry says what to use in Node', () => {
  const script = "import('wasim/worker').then((w) => w.createAnalyzer()).catch((e) => console.log(e.code, e.message))";
  assert.match(node(['--input-type=module', '-e', script], folder), /^worker .*import from "wasim"/);
});

test('a model file takes the place of the one in the module; a damaged one is refused', () => {
  const script = `
    import { readFileSync } from 'node:fs';
    import { createAnalyzer } from 'wasim';
    const model = readFileSync(process.argv[1]);
    const text = 'قال وزير الزراعة سامر العلي في عمّان: «لن نغلق المركز».';
    const answers = [];
    for (const options of [{}, { model }]) answers.push(JSON.stringify((await createAnalyzer(options)).analyze(text)));
    console.log(answers[0] === answers[1] && answers[0].includes('"person"'));
    model[model.length >> 1] ^= 1;
    await createAnalyzer({ model }).catch((e) => console.log(e.code, e.message));`;
  const printed = node(['--input-type=module', '-e', script, join(ROOT, 'data', 'model.bin')], folder);
  assert.match(printed, /^true\noption .*"model".*cannot be used/);
});
