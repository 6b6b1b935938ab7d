// npm run build: the npm package in pkg/, the static site in dist/.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { Failure, ROOT, run, say, script } from './run.mjs';
import { buildTools } from './tools.mjs';

const PKG = join(ROOT, 'pkg');
const DIST = join(ROOT, 'dist');
const WORK = join(ROOT, 'target', 'wasm-pack');
const STAMP = join(WORK, 'inputs.sha256');

/** Builds all of it; what has not changed is not compiled again. */
export async function build() {
  await buildTools();
  await compile();
  await assemblePackage();
  assembleSite();
  const size = statSync(join(PKG, 'wasim_bg.wasm')).size;
  const gzip = gzipSync(readFileSync(join(PKG, 'wasim_bg.wasm'))).length;
  say(`pkg/ and dist/ are built; wasim_bg.wasm is ${kb(size)}, ${kb(gzip)} gzip`);
}

/** The crate to a .wasm file and its glue, by wasm-pack, in target/wasm-pack/. */
async function compile() {
  const inputs = hash(['.cargo', 'Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'src', 'data']);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return;
  rmSync(STAMP, { force: true });
  await run('wasm-pack', ['build', '--release', '--target', 'web', '--no-pack', '--mode', 'no-install', '--out-dir', WORK, '--out-name', 'wasim', '.']);
  writeFileSync(STAMP, inputs);
}

async function assemblePackage() {
  rmSync(PKG, { recursive: true, force: true });
  mkdirSync(PKG);
  for (const file of readdirSync(join(ROOT, 'js')).filter((name) => /\.(js|d\.ts)$/.test(name))) {
    cpSync(join(ROOT, 'js', file), join(PKG, file));
  }
  cpSync(join(WORK, 'wasim_bg.wasm'), join(PKG, 'wasim_bg.wasm'));
  cpSync(join(WORK, 'wasim.js'), join(PKG, 'wasim_glue.js'));
  const base64 = gzipSync(readFileSync(join(PKG, 'wasim_bg.wasm')), { level: 9 }).toString('base64');
  writeFileSync(join(PKG, 'wasim_inline.js'), `// wasim_bg.wasm, gzip, base64.\nexport default '${base64}';\n`);
  for (const file of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md']) {
    if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(PKG, file));
  }
  writeFileSync(join(PKG, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  await bundleWorker();
}

/** js/package.json with the crate's version; every file that it promises is there. */
function manifest() {
  const version = /^version = "([^"]+)"/m.exec(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'))?.[1];
  const { name, ...rest } = JSON.parse(readFileSync(join(ROOT, 'js', 'package.json'), 'utf8'));
  for (const target of Object.values(rest.exports).flatMap((e) => (typeof e === 'string' ? [e] : Object.values(e)))) {
    if (target !== './package.json' && !existsSync(join(PKG, target))) {
      throw new Failure(`js/package.json exports ${target}, which is not in pkg/`);
    }
  }
  return { name, version, ...rest };
}

/** The worker as one file that imports nothing: any bundler, or none, can serve it as it is. */
async function bundleWorker() {
  const { build: bundle } = await import('esbuild');
  await bundle({
    entryPoints: [join(PKG, 'worker.js')],
    outfile: join(PKG, 'worker.js'),
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
}

/** www/ with the package's run-time files under wasim/; all addresses are relative. */
function assembleSite() {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(join(DIST, 'wasim'), { recursive: true });
  if (existsSync(join(ROOT, 'www'))) cpSync(join(ROOT, 'www'), DIST, { recursive: true, filter: (path) => basename(path) !== 'tests' });
  for (const file of readdirSync(PKG).filter((name) => /\.(js|wasm)$|^LICENSE/.test(name) && name !== 'wasim_inline.js' && name !== 'inline.js')) {
    cpSync(join(PKG, file), join(DIST, 'wasim', file));
  }
}

/** One hash over the names and contents of files and folders. */
function hash(paths) {
  const sum = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else {
      sum.update(relative(ROOT, path).split(sep).join('/')).update('\0').update(readFileSync(path)).update('\0');
    }
  };
  for (const path of paths) visit(join(ROOT, path));
  return sum.digest('hex');
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await script(build);
