// The tarball: what is in it, and that it holds what it promises.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

import { ROOT, install, pack, readJson, temporary } from './helpers.mjs';

/** Budgets of the design, in KB of 1024 bytes. */
const WASM_GZIP = 700;
const CODE_GZIP = 208;
// Making the objects of an analysis here took 1 of these, and 6 off the code; the element 1.
const GLUE_GZIP = 22;

const { files } = pack(temporary());
const installed = join(install('node'), 'node_modules', 'wasim');
const manifest = readJson(installed, 'package.json');

test('one .wasm file', () => {
  assert.deepEqual(files.filter((name) => name.endsWith('.wasm')), ['wasim_bg.wasm']);
});

test('only what a user needs', () => {
  const odd = files.filter((name) => !/^[\w-]+\.(js|d\.ts|wasm)$|^(package\.json|README\.md|CHANGELOG\.md|LICENSE-(MIT|APACHE))$/.test(name));
  assert.deepEqual(odd, []);
});

test('licences go with it', () => {
  assert.ok(files.includes('LICENSE-MIT'));
  assert.ok(files.includes('LICENSE-APACHE'));
});

test('every export is there, with types on every entry', () => {
  for (const [entry, targets] of Object.entries(manifest.exports)) {
    for (const target of Object.values(typeof targets === 'string' ? [targets] : targets)) {
      assert.ok(existsSync(join(installed, target)), `${entry} → ${target}`);
    }
    if (typeof targets !== 'string') assert.equal(Object.keys(targets)[0], 'types', `${entry}: types come first`);
  }
});

test('no dependencies and no install scripts', () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.scripts, undefined);
});

test('the version is the crate\'s', () => {
  const cargo = readFileSync(join(ROOT, 'Cargo.toml'), 'utf8');
  assert.ok(cargo.includes(`\nversion = "${manifest.version}"\n`), manifest.version);
});

test('the worker is one file that imports nothing', () => {
  assert.doesNotMatch(readFileSync(join(installed, 'worker.js'), 'utf8'), /^\s*import\b|\bimport\s*\(/m);
});

test('no eval, no HTML from strings, no blob: or data: address', () => {
  for (const name of files.filter((file) => file.endsWith('.js') && file !== 'wasim_inline.js')) {
    const code = readFileSync(join(installed, name), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
    assert.doesNotMatch(code, /\beval\(|new Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createObjectURL/, name);
  }
});

test('sizes', (t) => {
  const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length / 1024;
  const gzip = (name) => zipped(readFileSync(join(installed, name)));
  const wasm = gzip('wasim_bg.wasm');
  const code = zipped(withoutData(readFileSync(join(installed, 'wasim_bg.wasm'))));
  const script = files
    .filter((name) => name.endsWith('.js') && !['wasim_inline.js', 'inline.js', 'worker.js'].includes(name))
    .reduce((sum, name) => sum + gzip(name), 0);
  t.diagnostic(`wasim_bg.wasm ${wasm.toFixed(1)} KB gzip of ${WASM_GZIP}, ${code.toFixed(1)} of ${CODE_GZIP} without its data; JavaScript ${script.toFixed(1)} KB of ${GLUE_GZIP}`);
  assert.ok(wasm <= WASM_GZIP, `wasim_bg.wasm is ${wasm.toFixed(1)} KB gzip, more than ${WASM_GZIP}`);
  assert.ok(code <= CODE_GZIP, `the code of wasim_bg.wasm is ${code.toFixed(1)} KB gzip, more than ${CODE_GZIP}`);
  assert.ok(script <= GLUE_GZIP, `the JavaScript is ${script.toFixed(1)} KB gzip, more than ${GLUE_GZIP}`);
});

/** A module without its data section: sections are an id, a length in LEB128, and that many bytes. */
function withoutData(module) {
  const kept = [module.subarray(0, 8)];
  for (let at = 8; at < module.length;) {
    const start = at;
    const id = module[at++];
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      more = module[at] >= 128;
      length += (module[at++] & 127) * 2 ** shift;
    }
    at += length;
    if (id !== 11) kept.push(module.subarray(start, at));
  }
  return Buffer.concat(kept);
}
