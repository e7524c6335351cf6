/** Speed and accuracy of xcscore by XContest's rules on the flights of igc-xc-score, which scores them in the same run. */
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { readTrack } from '../../../src/engines/igc/track';
import { Clock } from '../../../src/engines/xcscore/clock';
import { builtInRuleSets } from '../../../src/engines/xcscore/rule-sets';
import { scoredFlights } from '../../../src/engines/xcscore/scored-flights';
import { solve } from '../../../src/engines/xcscore/solve';
import type { BenchRow } from '../bench-row';

const RUNS = 3;
const flightsDir = 'node_modules/igc-xc-score/test';
const child = 'test/bench/support/igc-xc-score-child.mjs';
const PEER = 'igc-xc-score';

interface Scored {
  file: string;
  score: number;
  optimal: boolean;
  /** CPU time from the bytes to the proof. */
  ms: number;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function scoreOne(file: string, rules: string): Scored {
  const bytes = new Uint8Array(readFileSync(file));
  const before = cpuMs();
  const flights = scoredFlights(readTrack(bytes)).map(({ fixes }) => fixes);
  const sets = builtInRuleSets.filter(({ id }) => id === rules);
  const { board } = solve(flights, { sets, earth: 'auto', budgetMs: 60_000, clock: new Clock() });
  const optimal = board.problems.every(({ done }) => done);
  return { file, score: board.scores[0] ?? 0, optimal, ms: cpuMs() - before };
}

async function scoreByPeer(files: readonly string[]): Promise<Scored[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, 'XContest', ...files], {
    timeout: 600_000,
    maxBuffer: 1 << 24,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Scored);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The official score is the last number of names such as `flat-xcontest-8.01.igc`. */
function officialScore(file: string): number | null {
  const found = /xcontest-([\d.]+)\.igc$/.exec(file)?.[1];
  return found === undefined ? null : Number(found);
}

export async function xcscoreRows(): Promise<BenchRow[]> {
  const files = readdirSync(flightsDir)
    .filter((name) => name.endsWith('.igc'))
    .sort()
    .map((name) => path.join(flightsDir, name));
  scoreOne(files[0] as string, 'XContest'); // compiles
  const runs = Array.from({ length: RUNS }, () => files.map((file) => scoreOne(file, 'XContest')));
  const peers = await scoreByPeer(files);
  const onPeersEarth = files.map((file) => scoreOne(file, 'XContest-WGS84'));

  const times = files.map((_, k) => median(runs.map((run) => run[k]?.ms ?? Number.NaN)));
  const peerTimes = peers.map(({ ms }) => ms);
  const scores = runs[0] ?? [];
  const proven = scores.filter(({ optimal }) => optimal).length;
  const official = scores.flatMap(({ file, score }) => {
    const known = officialScore(file);
    return known === null ? [] : [Math.abs(score - known)];
  });
  const within = official.filter((off) => off <= 0.02 + 1e-9).length;
  const lower = onPeersEarth.filter(({ score }, k) => score < (peers[k]?.score ?? 0) - 1e-9);
  const peer = { peer: PEER };
  const note = `CPU from bytes to proof, ${files.length} flights, ${proven} proven`;
  return [
    {
      measure: 'xcontest_median_ms',
      value: median(times),
      unit: 'ms',
      target: 250,
      ...peer,
      peerValue: median(peerTimes),
      runs: RUNS,
      note,
    },
    {
      measure: 'xcontest_max_ms',
      value: Math.max(...times),
      unit: 'ms',
      target: 1500,
      ...peer,
      peerValue: Math.max(...peerTimes),
      runs: RUNS,
      note,
    },
    {
      measure: 'xcontest_sum_ratio_igc_xc_score',
      value: total(peerTimes) / total(times),
      unit: 'x',
      target: 4,
      ...peer,
      runs: RUNS,
      note: `${(total(times) / 1000).toFixed(2)} s against ${(total(peerTimes) / 1000).toFixed(2)} s; the peer once`,
    },
    {
      measure: 'official_within_0_02',
      value: within,
      unit: `of ${official.length}`,
      target: 10,
      runs: 1,
      note: `largest difference ${Math.max(...official).toFixed(3)} points`,
    },
    {
      measure: 'xcontest_lower_than_igc_xc_score',
      value: lower.length,
      unit: `of ${files.length}`,
      target: 0,
      runs: 1,
      note: lower.map(({ file }) => path.basename(file)).join(', ') || 'on its earth model and rounding',
    },
  ];
}
