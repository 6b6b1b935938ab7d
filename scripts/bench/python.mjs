// Peers written in Python, in a virtual environment inside target/.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Failure, ROOT, run, say } from '../run.mjs';

const HOME = join(ROOT, 'target', 'peers');
const PYTHON = process.platform === 'win32' ? join(HOME, 'Scripts', 'python.exe') : join(HOME, 'bin', 'python');
const WANTED = join(ROOT, 'benches', 'requirements.txt');

/** Makes the environment with the packages of benches/requirements.txt, unless it is there. */
export async function preparePython() {
  const stamp = join(HOME, 'requirements.txt');
  const wanted = readFileSync(WANTED, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(HOME, { recursive: true, force: true });
  say('installing the Python peers of benches/requirements.txt into target/peers/');
  await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', HOME]);
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', WANTED]);
  writeFileSync(stamp, wanted);
}

/** What benches/peers.py answers to `args`, given `input` as JSON. */
export function python(args, input) {
  const script = join(ROOT, 'benches', 'peers.py');
  const { status, stdout, stderr } = spawnSync(PYTHON, [script, ...args], {
    input: JSON.stringify(input ?? null), encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, PYTHONUTF8: '1' },
  });
  if (status !== 0) throw new Failure(`benches/peers.py ${args.join(' ')} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The versions of benches/requirements.txt, by package. */
export function versions() {
  return Object.fromEntries([...readFileSync(WANTED, 'utf8').matchAll(/^([\w-]+)==(\S+)/gm)].map(([, name, version]) => [name, version]));
}
