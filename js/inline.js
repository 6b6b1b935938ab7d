// The entry without an asset and without a fetch: the module lies in the JavaScript, gzipped.
// What Node, Deno and Bun get, and pages that must be one file.

import { creator } from './analyzer.js';
// Not import(): service workers have none. A string costs nothing until it is read.
import base64 from './wasim_inline.js';

export const createAnalyzer = creator(async () => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
});

export { WasimError } from './errors.js';
