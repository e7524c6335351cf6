#!/usr/bin/env node
/** `npm test [-- check|unit|integration|e2e]`: prepares the machine, runs the suites, ends with one line of totals. */
import { requireNode } from './lib/prepare.mjs';
import { sumCounts, summaryLine } from './lib/results.mjs';
import { runScript, SetupError, step } from './lib/say.mjs';
import { chooseSuites, hasTests } from './lib/suites.mjs';
import { inTempFolder } from './lib/temp-folder.mjs';

await runScript(async () => {
  requireNode();
  const { chosen, extra } = chooseSuites(process.argv.slice(2));
  const counts = [];
  for (const suite of chosen) {
    if (hasTests(suite)) counts.push(await runSuite(suite, extra));
    else step(`suite ${suite.name}: there are none yet.`);
  }
  const total = sumCounts(counts);
  process.stdout.write(`${summaryLine(total)}\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

/**
 * A suite that cannot be prepared has failed; the others still run.
 * @param {import('./lib/suites.mjs').Suite} suite
 * @param {string[]} extra
 */
async function runSuite(suite, extra) {
  try {
    for (const need of suite.needs) await need();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    step(`suite ${suite.name}: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  step(`suite ${suite.name}`);
  return inTempFolder(() => suite.run(extra));
}
