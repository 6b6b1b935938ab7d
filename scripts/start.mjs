// npm start: builds, then serves dist/. PORT and HOST in the environment, or --port N.

import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';
import { Failure, ROOT, say, script } from './run.mjs';
import { serve } from './serve.mjs';

await script(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = Number(values.port ?? process.env.PORT ?? 8000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Failure(`the port is ${values.port ?? process.env.PORT}; it can be 0 to 65535, 0 for any that is free`);
  }
  await build();
  try {
    const { url } = await serve({ root: join(ROOT, 'dist'), port, host: process.env.HOST ?? '127.0.0.1' });
    say(`Wasim is at ${url} (stop with Ctrl+C)`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Failure(`port ${port} is in use; choose another: PORT=8001 npm start`);
  }
});
