/** The test suites of `npm test`, in the order in which they run. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureRedis } from './redis.mjs';
import { cacheDir, inRoot } from './root.mjs';
import { countPlaywright, countVitest, withExitCode } from './results.mjs';
import { run } from './run.mjs';
import { SetupError } from './say.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string[]} folders the suite has tests when one of them exists
 * @property {(() => Promise<void>)[]} needs
 * @property {(extra: string[]) => Promise<import('./results.mjs').Counts>} run extra: arguments for its runner
 */

const whole = [ensurePackages, ensureRedis, ensureBuild];

/** @type {Suite[]} */
export const suites = [
  { name: 'check', folders: ['scripts'], needs: [ensurePackages], run: runCheck },
  { name: 'unit', folders: ['src'], needs: [ensurePackages], run: (extra) => runVitest('unit', extra) },
  {
    name: 'integration',
    folders: ['test/conformance', 'test/integration'],
    needs: whole,
    run: (extra) => runVitest('integration', extra),
  },
  { name: 'e2e', folders: ['test/e2e'], needs: [...whole, ensureChromium], run: runPlaywright },
];

/** @param {Suite} suite */
export const hasTests = (suite) => suite.folders.some((folder) => existsSync(inRoot(folder)));

/**
 * `unit e2e` names suites; what follows the names goes to the runner, which works for one suite only.
 * @param {string[]} args
 * @returns {{ chosen: Suite[], extra: string[] }}
 * @throws {SetupError} when a name is unknown or several suites are given arguments
 */
export function chooseSuites(args) {
  const names = suites.map((suite) => suite.name);
  const firstExtra = args.findIndex((arg) => !names.includes(arg));
  const wanted = firstExtra < 0 ? args : args.slice(0, firstExtra);
  const extra = firstExtra < 0 ? [] : args.slice(firstExtra);
  if (extra.length > 0 && wanted.length !== 1) {
    throw new SetupError(
      `usage: npm test -- [${names.join('|')}]... or one of them with arguments of its runner`,
    );
  }
  return { chosen: wanted.length ? suites.filter((suite) => wanted.includes(suite.name)) : suites, extra };
}

/** All of `npm run check` counts as one test. @param {string[]} extra */
async function runCheck(extra) {
  const { code } = await run(process.execPath, [inRoot('scripts/check.mjs'), ...extra], { onStdout: true });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** @param {string} project @param {string[]} extra */
async function runVitest(project, extra) {
  const report = reportFile(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const program = inRoot('node_modules/vitest/vitest.mjs');
  const args = [program, 'run', '--project', project, ...reporters, ...extra];
  const { code } = await run(process.execPath, args, { onStdout: true });
  return withExitCode(countVitest(readReport(report)), code);
}

/** @param {string[]} extra */
async function runPlaywright(extra) {
  const report = reportFile('e2e');
  const program = inRoot('node_modules/@playwright/test/cli.js');
  const { code } = await run(process.execPath, [program, 'test', '--reporter=list,json', ...extra], {
    onStdout: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return withExitCode(countPlaywright(readReport(report)), code);
}

/** @param {string} name */
function reportFile(name) {
  const file = join(cacheDir, 'test', `${name}.json`);
  rmSync(file, { force: true }); // a runner that crashes must not be counted by its last report
  return file;
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
