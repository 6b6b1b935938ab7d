// Runs the targets of fuzz/, a minute in all: on the odd texts of fuzz/odd and on what the
// fuzzer makes of them, in short inputs: the tests read the long ones of fuzz/odd whole.
// FUZZ_SECONDS says how long, in all, if not a minute.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Failure, ROOT, capture, run, say } from './run.mjs';
import { fuzzTools } from './tools.mjs';

export async function fuzz() {
  if (process.platform === 'win32') return say('NOT FUZZED: cargo-fuzz is for Linux and macOS. The tests read fuzz/odd all the same.');
  const { cargo, flags } = await fuzzTools();
  await run('cargo', [...cargo, 'fuzz', 'build', ...flags]);
  const targets = ((await capture('cargo', [...cargo, 'fuzz', 'list'])) ?? '').split('\n').filter(Boolean);
  if (targets.length === 0) throw new Failure('cargo fuzz list names no targets');
  const seconds = Math.ceil(Number(process.env.FUZZ_SECONDS ?? 60) / targets.length);
  for (const target of targets) {
    // What is found to be new goes into the first folder, which git ignores.
    const corpus = [join('fuzz', 'corpus', target), join('fuzz', 'odd')];
    mkdirSync(join(ROOT, corpus[0]), { recursive: true });
    say(`${target}, for ${seconds} s`);
    await run('cargo', [...cargo, 'fuzz', 'run', ...flags, target, ...corpus, '--',
      `-max_total_time=${seconds}`, '-max_len=400', '-timeout=20', '-verbosity=0', '-print_final_stats=1']);
  }
}
