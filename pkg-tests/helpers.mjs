// Packs pkg/ as npm would publish it and installs the tarball where a test wants it.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HERE = join(ROOT, 'pkg-tests');

/** Inside the checkout, so that fixtures find the root's devDependencies; ignored by git. */
const WORK = join(HERE, '.work');

/** The tarball of pkg/, and the files in it. */
export function pack(folder) {
  if (!existsSync(join(ROOT, 'pkg', 'package.json'))) throw new Error('pkg/ is not built; run: npm run build');
  const [{ filename, files }] = JSON.parse(npm(['pack', join(ROOT, 'pkg'), '--json', '--pack-destination', folder], folder));
  return { tarball: join(folder, filename), files: files.map((file) => file.path).sort() };
}

/**
 * A copy of fixtures/NAME with the packed package installed; removed after the tests.
 * @returns {string} its path
 */
export function install(name) {
  const folder = temporary();
  cpSync(join(HERE, 'fixtures', name), folder, { recursive: true });
  cpSync(join(HERE, 'cases.js'), join(folder, 'cases.js'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `fixture-${name}`, private: true, type: 'module' }));
  const { tarball } = pack(folder);
  npm(['install', tarball, '--offline', '--no-audit', '--no-fund', '--no-package-lock'], folder);
  return folder;
}

/** An empty folder, removed after the tests. */
export function temporary() {
  mkdirSync(WORK, { recursive: true });
  const folder = mkdtempSync(join(WORK, 'fixture-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs Node on `args`; gives what it prints, fails with what it says. */
export function node(args, cwd) {
  return output(process.execPath, args, cwd);
}

function npm(args, cwd) {
  const own = process.env.npm_execpath;
  return own ? output(process.execPath, [own, ...args], cwd) : output('npm', args, cwd);
}

function output(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** One subtest for each result of cases.js. */
export async function report(t, results) {
  if (results.length === 0) throw new Error('no case was run');
  for (const { name, error } of results) {
    await t.test(name, () => {
      if (error !== null) throw new Error(error);
    });
  }
}

/** The golden files: `[name, text]`. */
export function goldens() {
  const folder = join(ROOT, 'tests', 'golden');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

export function readJson(...path) {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}
