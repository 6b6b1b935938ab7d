// The native benches, and the texts that they share with the others.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Failure, ROOT, capture } from '../run.mjs';

const HOME = join(ROOT, 'target', 'bench');

/**
 * glibc gives each large vector back to the system, and the next one waits for fresh pages: a
 * third of the time of 10 MB, and nothing of ours. So it keeps what it has.
 */
const KEEP = { MALLOC_MMAP_THRESHOLD_: String(2 ** 30), MALLOC_TRIM_THRESHOLD_: String(2 ** 32) };

/** The rows of benches/growth.rs for some steps: `{step, bytes, nanoseconds, memory}`. */
export async function nativeRows(...steps) {
  const lines = (await growth(['--json', ...steps])).split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line));
}

/** A file with `bytes` of the benches' news. */
export async function newsFile(bytes) {
  return write('--text', bytes, `news-${bytes}.txt`);
}

/** `count` terms of the benches. */
export async function terms(count) {
  return readFileSync(await write('--terms', count, `terms-${count}.txt`), 'utf8').split('\n');
}

async function write(what, size, name) {
  mkdirSync(HOME, { recursive: true });
  const file = join(HOME, name);
  await growth([what, String(size), file]);
  return file;
}

async function growth(args) {
  const output = await capture('cargo', ['bench', '--quiet', '--no-default-features', '--bench', 'growth', '--', ...args], { env: KEEP });
  if (output === null) throw new Failure('cargo bench --no-default-features --bench growth failed');
  return output;
}

/** Milliseconds of processor time that this process has had: other programs count for less in it. */
export function processor() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
