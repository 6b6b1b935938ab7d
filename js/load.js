// From what the caller has (URL, Response, bytes, Module) to a compiled module, once, with errors that help.

import { initSync } from './wasim_glue.js';
import { WasimError, show } from './errors.js';

/** The engine of this page, worker or process: one instance serves every analyser. */
let loading = null;

/**
 * Loads the engine once. A load that fails may be tried again.
 * @param {() => (unknown | Promise<unknown>)} source gives what to load; not asked when it is loaded
 * @returns {Promise<WebAssembly.Module>} the compiled module, from which another worker can start
 */
export function load(source) {
  loading ??= start(source).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function start(source) {
  const module = await toModule(await source());
  // Asked first: once begun, a start with another module could not be taken back.
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  if (!names.includes('analyzer_analyze')) throw misfit('it has no analyzer_analyze', null);
  try {
    initSync({ module });
  } catch (cause) {
    throw misfit(cause instanceof Error ? cause.message : String(cause), cause);
  }
  return module;
}

function misfit(why, cause) {
  return new WasimError('wasm-compile', `the module does not fit this version of wasim (${why}); serve the .wasm file and the JavaScript of one and the same release`, { cause });
}

async function toModule(source) {
  if (typeof WebAssembly !== 'object') {
    throw new WasimError('wasm-compile', 'this environment has no WebAssembly; use a browser of 2023 or later, or Node 20 or later');
  }
  if (source instanceof WebAssembly.Module) return source;
  if (typeof Response === 'function' && source instanceof Response) return fromResponse(source);
  if (typeof source === 'string' || source instanceof URL) return fromUrl(String(source));
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return compile(source, 'the bytes given as "wasm"');
  throw new WasimError('argument', `createAnalyzer: "wasm" must be a URL, a Response, bytes or a WebAssembly.Module, but it is ${show(source)}`);
}

async function fromUrl(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    const why = url.startsWith('file:')
      ? 'files cannot be fetched; import from "wasim/inline", or pass the bytes as "wasm"'
      : 'check that the address is right, that the server answers, and that the page\'s Content-Security-Policy allows it under connect-src';
    throw new WasimError('wasm-fetch', `${url} could not be fetched: ${why}`, { cause });
  }
  return fromResponse(response);
}

async function fromResponse(response) {
  const name = response.url || 'the Response given as "wasm"';
  if (!response.ok) {
    throw new WasimError('wasm-fetch', `${name} was answered with ${response.status}; copy wasim_bg.wasm there, or pass its address as "wasm" to createAnalyzer`);
  }
  let bytes;
  try {
    bytes = await response.arrayBuffer();
  } catch (cause) {
    throw new WasimError('wasm-fetch', `${name} broke off before its end; try again`, { cause });
  }
  return compile(bytes, name, response.headers.get('content-type'));
}

async function compile(bytes, name, type = null) {
  const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  if (view[0] !== 0 || view[1] !== 0x61 || view[2] !== 0x73 || view[3] !== 0x6d) {
    const what = type === null ? `${view.length} bytes that are` : `"${type}" that is`;
    throw new WasimError('wasm-fetch', `${name} holds ${what} not WebAssembly; a server that answers unknown addresses with a page does this: check the address`);
  }
  try {
    return await WebAssembly.compile(view);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (/unsafe-eval|content.security.policy|\bCSP\b/i.test(why)) {
      throw new WasimError('csp', `the Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src directive (not 'unsafe-eval')`, { cause });
    }
    throw new WasimError('wasm-compile', `${name} cannot be compiled: ${why}`, { cause });
  }
}
