// Runs other programs, without a shell.

import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the project keeps the Rust tools that it installs for itself. */
export const TOOLS = join(ROOT, '.tools');

/** The environment for every program: the project's own tools are found first. */
export function environment(more = {}) {
  const own = [join(TOOLS, 'bin'), join(ROOT, 'node_modules', '.bin')];
  return { ...process.env, ...more, PATH: [...own, process.env.PATH].join(delimiter) };
}

/** Says what goes on, apart from what the programs print. */
export function say(line) {
  console.log(`[wasim] ${line}`);
}

/** Runs `command`, its output shown. Fails with a line that names it. */
export async function run(command, args, { env = {}, cwd = ROOT } = {}) {
  const { code } = await start(command, args, { env, cwd, stdio: 'inherit' });
  if (code !== 0) throw new Failure(`${[command, ...args].join(' ')} failed with ${code}`);
}

/** What `command` prints, or null when it is not there or fails. */
export async function capture(command, args, { env = {}, cwd = ROOT } = {}) {
  try {
    const { code, output } = await start(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    return code === 0 ? output : null;
  } catch {
    return null;
  }
}

function start(command, args, { env, cwd, stdio }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: environment(env), stdio });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => { output += chunk; });
    child.on('error', (cause) => {
      const why = cause.code === 'ENOENT' ? 'is not installed, or not on PATH' : cause.message;
      reject(new Failure(`${command} ${why}`));
    });
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

/** npm, as the npm that runs this script where there is one: Windows has no `npm` to spawn. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  return own ? run(process.execPath, [own, ...args], options) : run('npm', args, options);
}

/** A failure whose message is all there is to say. */
export class Failure extends Error {}

/** Runs `main`; a Failure is one line, anything else shows its stack. */
export async function script(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `[wasim] ${error.message}` : error);
    process.exitCode = 1;
  }
}
