// A small static server for dist/, with the policy that the page promises to run under.

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** The strict Content-Security-Policy of the page. */
export const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'";

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Serves the folder `root`.
 * @param {{root: string, port?: number, host?: string, base?: string, csp?: string | null}} options
 *   port 0 takes any that is free; base is the path under which the folder appears; csp null sends none
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export function serve({ root, port = 0, host = '127.0.0.1', base = '/', csp = CSP }) {
  const server = createServer((request, response) => {
    const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' };
    if (csp !== null) headers['Content-Security-Policy'] = csp;
    const answer = (status, text) => {
      response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(text);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'only GET and HEAD');
    const file = find(root, base, request.url);
    if (file === null) return answer(404, 'not found');
    response.writeHead(200, {
      ...headers,
      'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream',
      'Content-Length': file.size,
    });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file.path).on('error', () => response.destroy()).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve({
      url: `http://${host}:${server.address().port}${base}`,
      close: () => new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    }));
  });
}

/** The file that an address stands for, or null. Never one outside `root`. */
function find(root, base, address) {
  let path;
  try {
    ({ pathname: path } = new URL(address, 'http://localhost'));
    path = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (!path.startsWith(base) || path.includes('\0')) return null;
  const inside = normalize(join(root, path.slice(base.length)));
  if (inside !== normalize(root) && !inside.startsWith(normalize(root + sep))) return null;
  for (const candidate of [inside, join(inside, 'index.html')]) {
    const stat = statSync(candidate, { throwIfNoEntry: false });
    if (stat?.isFile()) return { path: candidate, size: stat.size };
  }
  return null;
}
