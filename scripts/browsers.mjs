// Real browsers for tests and benches: found, installed where that is ours to do, started.

import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

import { Failure, capture, environment, run, say } from './run.mjs';

/** Each browser: where to look, what Debian calls it. An environment variable comes first. */
const BROWSERS = {
  chromium: {
    variable: 'CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
    debian: ['chromium'],
  },
  chromedriver: { variable: 'CHROMEDRIVER', commands: ['chromedriver'], debian: ['chromium-driver'] },
  firefox: {
    variable: 'FIREFOX',
    commands: ['firefox', 'firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    debian: ['firefox-esr'],
  },
  geckodriver: { variable: 'GECKODRIVER', commands: ['geckodriver'], debian: [] },
};

/** No sandbox in containers, no traffic of its own. webdriver.json says the same to wasm-pack. */
const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** The path of a browser or driver, or null. */
export function find(name) {
  const { variable, commands } = BROWSERS[name];
  const own = process.env[variable];
  if (own) return own;
  for (const command of commands) {
    const path = isAbsolute(command) ? (existsSync(command) ? command : null) : onPath(command);
    if (path !== null) return path;
  }
  return null;
}

/** The path of a browser or driver; a Failure that says what to install when there is none. */
export function need(name) {
  const path = find(name);
  if (path !== null) return path;
  const { variable, debian } = BROWSERS[name];
  const how = debian.length > 0 ? `on Debian: apt-get install ${debian.join(' ')}; ` : 'cargo install geckodriver; ';
  throw new Failure(`${name} is not on PATH; install it (${how}elsewhere from its own site), or set ${variable} to its path`);
}

/** Installs what is missing by apt-get, as root on Debian and its kin; elsewhere says what to install. */
export async function installBrowsers() {
  const missing = ['chromium', 'chromedriver', 'firefox'].filter((name) => find(name) === null);
  if (missing.length === 0) return;
  const packages = missing.flatMap((name) => BROWSERS[name].debian);
  const apt = await capture('apt-get', ['--version']);
  if (apt === null || process.getuid?.() !== 0) {
    const hint = apt === null ? '' : `: sudo apt-get install ${packages.join(' ')}`;
    throw new Failure(`the tests need ${missing.join(', ')}, which ${missing.length > 1 ? 'are' : 'is'} not on PATH; install ${missing.length > 1 ? 'them' : 'it'}${hint}`);
  }
  say(`installing ${packages.join(', ')} by apt-get`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

/** The browsers that pages are tested in. */
export const NAMES = ['chromium', 'firefox'];

/**
 * Starts a headless browser with a fresh profile.
 * @param {'chromium' | 'firefox'} name
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function launch(name) {
  const { default: puppeteer } = await import('puppeteer-core');
  const executablePath = need(name);
  return name === 'firefox'
    ? puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
    : puppeteer.launch({ browser: 'chrome', executablePath, headless: true, args: CHROMIUM_FLAGS });
}

function onPath(command) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const folder of environment().PATH.split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, command + ending);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not there: look on.
      }
    }
  }
  return null;
}
