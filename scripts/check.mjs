#!/usr/bin/env node
/** `npm run check`: formatting, types, lint (eslint, and oxlint for what needs types), layers and dead code; two at a time. */
import { availableParallelism } from 'node:os';
import { inPool } from './lib/pool.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { runScript } from './lib/say.mjs';

/**
 * Those of one thread first and side by side, the longest of them before all; those that use every core come last.
 * Program: path in node_modules.
 */
const checks = [
  {
    name: 'eslint',
    program: 'eslint/bin/eslint.js',
    // Its rules look at one file at a time, so what has not changed need not be read again.
    args: ['--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content', '.'],
  },
  {
    name: 'prettier',
    program: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'],
  },
  {
    name: 'depcruise',
    program: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['src', 'test', '--output-type', 'err'],
  },
  { name: 'knip', program: 'knip/bin/knip.js', args: [] },
  { name: 'tsc', program: 'typescript-7/bin/tsc', args: ['-b'] },
  { name: 'oxlint', program: 'oxlint/bin/oxlint', args: ['.'] },
];

await runScript(async () => {
  await ensurePackages();
  const wanted = process.argv.slice(2);
  const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const passed = await inPool(Math.min(2, availableParallelism()), chosen, runCheck);
  return passed.length > 0 && passed.every(Boolean) ? 0 : 1;
});

/** @param {(typeof checks)[number]} check */
async function runCheck({ name, program, args }) {
  const startedAt = Date.now();
  const { code, output } = await run(process.execPath, [inRoot('node_modules', program), ...args], {
    capture: true,
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${seconds.padStart(5)} s\n`);
  // Warnings are worth reading even where they fail nothing.
  if (code !== 0 || /\b[1-9]\d* warning/.test(output)) process.stdout.write(`${output.trimEnd()}\n`);
  return code === 0;
}
