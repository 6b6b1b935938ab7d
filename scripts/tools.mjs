// What building and testing need, installed where it is missing. Everything stays
// inside the checkout (.tools/, node_modules/) but for the wasm target and browsers.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Failure, ROOT, TOOLS, capture, npm, run, say } from './run.mjs';

const WASM_PACK = '0.15.1';
const GECKODRIVER = '0.37.1';
const CARGO_FUZZ = '0.13.2';
/** Where tools are compiled; removed when they are installed. */
const BUILD = join(TOOLS, 'build');
const TARGET = 'wasm32-unknown-unknown';

/** Unoptimised: half the time to compile, and what these tools do takes them a second. */
const DEBUG_BUILD = { CARGO_PROFILE_DEV_DEBUG: 'false' };

/** For `npm run build`: npm packages, the wasm target, wasm-bindgen and wasm-pack. */
export async function buildTools() {
  checkNode();
  await Promise.all([nodeModules(), rustTools([wasmBindgen(), wasmPack()])]);
}

/** For `npm test`: geckodriver as well. Browsers are found or installed by browsers.mjs. */
export async function testTools() {
  checkNode();
  await Promise.all([nodeModules(), rustTools([wasmBindgen(), wasmPack(), geckodriver()])]);
}

/**
 * For fuzzing: cargo-fuzz, and a nightly toolchain for the address sanitizer. Where none can
 * be had the toolchain of the project serves, without the sanitizer: the crate has no unsafe
 * code, and a broken law or a panic is found all the same.
 */
export async function fuzzTools() {
  await rustTools([{ crate: 'cargo-fuzz', command: 'cargo-fuzz', version: CARGO_FUZZ, newer: true }]);
  if ((await capture('cargo', ['+nightly', '--version'])) === null) {
    say('installing the nightly toolchain, for the address sanitizer');
    try {
      await run('rustup', ['toolchain', 'install', 'nightly', '--profile', 'minimal']);
    } catch {
      say('NO NIGHTLY TOOLCHAIN: fuzzing with the toolchain of the project, WITHOUT the address sanitizer');
      return { cargo: [], flags: ['--sanitizer', 'none'] };
    }
  }
  return { cargo: ['+nightly'], flags: [] };
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Failure(`this is Node ${process.versions.node}; Node 20 or later is needed: https://nodejs.org`);
}

async function nodeModules() {
  const stamp = join(ROOT, 'node_modules', '.wasim-lock');
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the npm packages of package-lock.json');
  await npm(['ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, lock);
}

async function rustTools(tools) {
  if ((await capture('cargo', ['--version'])) === null) {
    if ((await capture('rustup', ['--version'])) === null) {
      throw new Failure('cargo is not installed; install Rust with rustup: https://rustup.rs');
    }
    say('installing the Rust toolchain of rust-toolchain.toml');
    await run('rustup', ['toolchain', 'install']);
  }
  await wasmTarget();
  // One after the other: they share what they are built from.
  for (const tool of tools) await install(tool);
  rmSync(BUILD, { recursive: true, force: true });
}

async function wasmTarget() {
  const sysroot = await capture('rustc', ['--print', 'sysroot']);
  if (sysroot !== null && existsSync(join(sysroot.trim(), 'lib', 'rustlib', TARGET))) return;
  say(`installing the Rust target ${TARGET}`);
  try {
    await run('rustup', ['target', 'add', TARGET]);
  } catch (error) {
    throw new Failure(`the Rust target ${TARGET} is missing; install rustup (https://rustup.rs), then: rustup target add ${TARGET} (${error.message})`);
  }
}

/** wasm-bindgen must be of the very version that the crate is locked to. */
function wasmBindgen() {
  const lock = readFileSync(join(ROOT, 'Cargo.lock'), 'utf8');
  const version = /name = "wasm-bindgen"\r?\nversion = "([^"]+)"/.exec(lock)?.[1];
  if (version === undefined) throw new Failure('Cargo.lock names no wasm-bindgen');
  return { crate: 'wasm-bindgen-cli', command: 'wasm-bindgen', version };
}

function wasmPack() {
  return { crate: 'wasm-pack', command: 'wasm-pack', version: WASM_PACK, newer: true };
}

function geckodriver() {
  return { crate: 'geckodriver', command: 'geckodriver', version: GECKODRIVER, newer: true };
}

/** Installs a tool unless PATH has it at `version`, or later where `newer` ones serve. */
async function install({ crate, command, version, newer = false }) {
  const found = (await capture(command, ['--version']))?.split(/\s/)[1];
  if (found === version || (newer && found !== undefined && !older(found, version))) return;
  say(`installing ${crate} ${version} into .tools/ (compiles it: a minute or two, once)`);
  const args = ['install', crate, '--version', version, '--debug', '--root', TOOLS, '--target-dir', BUILD, '--quiet'];
  try {
    await run('cargo', [...args, '--locked'], { env: DEBUG_BUILD });
  } catch {
    say(`${crate} does not install as its authors locked it; trying with the newest versions that fit`);
    await run('cargo', args, { env: DEBUG_BUILD });
  }
}

function older(found, wanted) {
  const parts = (version) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [a, b] = [parts(found), parts(wanted)];
  const at = b.findIndex((part, i) => (a[i] ?? 0) !== part);
  return at >= 0 && (a[at] ?? 0) < b[at];
}
