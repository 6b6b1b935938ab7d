// The address of the worker file, in the form that a page under Trusted Types asks for.

import { WasimError, show } from './errors.js';

/** Made once: a page may forbid a second policy of one name. */
let policy = null;

/** @param {unknown} value an address on the page's own origin; a TrustedScriptURL goes through as it is */
export function workerUrl(value) {
  if (typeof value !== 'string' && !(value instanceof URL)) {
    if (value !== null && globalThis.trustedTypes?.isScriptURL(value)) return value;
    throw new WasimError('argument', `createAnalyzer: workerUrl must be a string or a URL, but it is ${show(value)}`);
  }
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  const url = new URL(value, base);
  if (url.protocol === 'blob:' || url.protocol === 'data:') {
    throw new WasimError('worker', `createAnalyzer: workerUrl is a ${url.protocol} address, which a strict Content-Security-Policy forbids; serve worker.js from the page's own origin`);
  }
  if (!globalThis.trustedTypes) return url.href;
  try {
    policy ??= globalThis.trustedTypes.createPolicy('wasim', { createScriptURL: (href) => href });
  } catch (cause) {
    throw new WasimError('csp', 'the Content-Security-Policy allows no Trusted Types policy "wasim"; add wasim to its trusted-types directive, or pass workerUrl as a TrustedScriptURL', { cause });
  }
  return policy.createScriptURL(url.href);
}
