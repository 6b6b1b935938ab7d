// The declarations, as TypeScript users get them, under each way to find modules.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { ROOT, install, node } from './helpers.mjs';

const folder = install('types');
const tsc = join(ROOT, 'node_modules', 'typescript', JSON.parse(readFileSync(join(ROOT, 'node_modules', 'typescript', 'package.json'), 'utf8')).bin.tsc);

for (const [module, moduleResolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
  test(`moduleResolution ${moduleResolution}`, () => {
    const compilerOptions = {
      module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom'], types: [],
      strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['check.ts'] }));
    node([tsc, '--project', folder, '--pretty', 'false'], folder);
  });
}
