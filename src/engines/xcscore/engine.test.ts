import { describe, expect, it } from 'vitest';
import { FlightlineError } from '#contract/errors';
import { XcscoreOutput } from '#contract/xcscore';
import { formatFix, makeBrokenFlight, makeFlight } from '../../../test/fixtures/make-flight';
import { context, inputFor, run } from '../../../test/helpers/run-xcscore';
import { readNpmFlight } from '../../../test/helpers/xcscore-flights';
import { readTrack } from '../igc/track';
import { xcscore } from './engine';
import { builtInRuleSets } from './rule-sets';
import { MAX_FIXES, scoredFlights } from './scored-flights';

const triangleFlight = readNpmFlight('flat-xcontest-8.01');

/** A flight over the given ground, a fix every second. */
function flightOver(fixes: readonly { lat: number; lon: number; validity?: string }[]): Uint8Array {
  const lines = fixes.map(({ lat, lon, validity = 'A' }, k) => {
    const altitudeM = 1500 + 300 * Math.sin(k / 60);
    return formatFix({ timeOfDayS: 36_000 + k, lat, lon, baroM: altitudeM, gnssM: altitudeM, validity });
  });
  return new TextEncoder().encode(['AXFL001', 'HFDTE150624', ...lines, ''].join('\r\n'));
}

/** Round a course like a pear, so that one triangle is the best. */
const circuit = (count: number, { lat = 47, lon = 10 } = {}) =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    const radiusKm = 4 + Math.cos(angle) + 0.5 * Math.sin(2 * angle) + 0.7 * Math.cos(3 * angle + 1);
    const east = ((radiusKm / 111.2) * Math.sin(angle)) / Math.cos((lat * Math.PI) / 180);
    const at = lon + east;
    return { lat: lat + (radiusKm / 111.2) * Math.cos(angle), lon: at > 180 ? at - 360 : at };
  });

const output = await run(triangleFlight, { rules: ['XContest', 'XContest-WGS84', 'OLC-Classic', 'FAI-OAR'] });
describe('run', () => {
  it('gives what its schema says, in the order asked for', () => {
    expect(XcscoreOutput.parse(output)).toEqual(output);
    expect(output.scores.map(({ rule }) => rule)).toEqual([
      'XContest',
      'XContest-WGS84',
      'OLC-Classic',
      'FAI-OAR',
    ]);
  });

  it('tells points, legs and speeds that agree with each other', () => {
    const score = output.scores[0];
    if (!score) throw new Error('No score.');
    expect(score).toMatchObject({
      score: 8,
      optimal: true,
      upperBound: 8,
      earth: 'fai-sphere',
      multiplier: 1.4,
    });
    const sum = score.legs.reduce((km, { distanceKm }) => km + distanceKm, 0);
    expect(sum).toBeCloseTo(score.distanceKm, 2);
    expect((score.distanceKm - score.penaltyKm) * score.multiplier).toBeCloseTo(score.score, 1);
    const indices = [score.start, ...score.turnpoints, score.finish].map((point) => point?.index ?? -1);
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
    expect(score.routeSpeedKmh).toBeCloseTo((score.distanceKm / score.routeS) * 3600, 1);
    expect(score.byType.find(({ name }) => name === score.type?.name)?.score).toBe(score.score);
    expect(Math.max(...score.byType.map((type) => type.score))).toBe(score.score);
  });

  it('scores by XContest by default', async () => {
    const { scores } = await run(triangleFlight);
    expect(scores.map(({ rule }) => rule)).toEqual(['XContest']);
  });

  it('scores by every rule set where all are asked for', async () => {
    const { scores } = await run(triangleFlight, { rules: 'all' });
    expect(scores.map(({ rule }) => rule)).toEqual(builtInRuleSets.map(({ id }) => id));
  });

  it('takes the earth model that is asked for', async () => {
    const { scores } = await run(triangleFlight, { rules: ['XContest'], earth: 'wgs84' });
    expect(scores[0]?.earth).toBe('wgs84');
    expect(scores[0]?.score).toBeCloseTo(8.02, 1);
  });

  it('reports rising progress up to 1', async () => {
    const { ctx, shares } = context(triangleFlight);
    await xcscore.run(ctx, inputFor(triangleFlight, { rules: ['FFVL'] }));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops with the reason of the signal, before and during the work', async () => {
    const reason = new FlightlineError('CANCELLED', 'Somebody cancelled it.');
    const input = inputFor(triangleFlight);
    await expect(xcscore.run(context(triangleFlight, AbortSignal.abort(reason)).ctx, input)).rejects.toBe(
      reason,
    );
    const { ctx } = context(triangleFlight);
    const progress = (share: number) => {
      if (share > 0.03) throw reason;
    };
    await expect(xcscore.run({ ...ctx, progress }, input)).rejects.toBe(reason);
  });

  it('refuses a rule set that it does not know, and names those it does', async () => {
    await expect(run(triangleFlight, { rules: ['Narnia'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('XContest') as string,
    });
  });

  it('scores the better one of two flights', async () => {
    const { flights, scores } = await run(readNpmFlight('lunch-break'), { rules: ['XContest', 'FFVL'] });
    expect(flights).toHaveLength(2);
    expect(scores.map(({ flight, score }) => [flight, score])).toEqual([
      [1, 73.89],
      [1, 73.93],
    ]);
  });

  it('bounds what it has no time to prove', async () => {
    const bytes = readNpmFlight('freeflight-xcontest-66.46');
    const { scores, warnings } = await run(bytes, { rules: ['FAI-Cylinders'], budgetMs: 50 });
    const [score] = scores;
    expect(score?.optimal).toBe(false);
    expect(score?.score).toBeGreaterThan(65);
    expect(score?.upperBound).toBeGreaterThan(score?.score ?? Infinity);
    expect(warnings.map(({ code }) => code)).toContain('NOT_PROVEN');
  });
});

describe('difficult tracks', () => {
  it.each(['empty', 'headersOnly', 'fourFixes', 'noPositions', 'neverTookOff', 'plainText'] as const)(
    '%s is no flight',
    async (kind) => {
      await expect(run(makeBrokenFlight(kind))).rejects.toMatchObject({
        code: kind === 'empty' ? 'EMPTY_FILE' : 'INVALID_FLIGHT',
      });
    },
  );

  it('leaves V fixes out, and says so', async () => {
    const fixes = circuit(1500).map((fix, k) =>
      k === 700 ? { ...fix, lat: fix.lat - 0.002, validity: 'V' } : fix,
    );
    const clean = await run(flightOver(circuit(1500)), { rules: ['XContest'] });
    const marked = await run(flightOver(fixes), { rules: ['XContest'] });
    expect(marked.scores[0]?.score).toBe(clean.scores[0]?.score);
    expect(marked.warnings.map(({ code }) => code)).toContain('NOT_VALIDATED');
  });

  it('has no score where every fix is V', async () => {
    const fixes = circuit(900).map((fix) => ({ ...fix, validity: 'V' }));
    await expect(run(flightOver(fixes))).rejects.toMatchObject({ code: 'INVALID_FLIGHT' });
  });

  it('scores the same at the date line as inland', async () => {
    const inland = await run(flightOver(circuit(1500)), { rules: ['XContest', 'FFVL'] });
    const across = await run(flightOver(circuit(1500, { lon: 179.99 })), { rules: ['XContest', 'FFVL'] });
    across.scores.forEach(({ score }, k) => expect(score).toBeCloseTo(inland.scores[k]?.score ?? 0, 1));
  });

  it('scores near the pole', async () => {
    const { scores } = await run(flightOver(circuit(1500, { lat: 89.5, lon: 0 })), {
      rules: ['XContest', 'FFVL'],
    });
    const inland = await run(flightOver(circuit(1500)), { rules: ['XContest'] });
    expect(scores[0]?.score).toBeCloseTo(inland.scores[0]?.score ?? 0, 0);
  });

  it('ends on 40,000 fixes of circling, in time', async () => {
    const fixes = Array.from({ length: 40_000 }, (_, k) => ({
      lat: 47 + 0.001 * Math.sin(k / 4) + 0.0005 * Math.sin(k / 900),
      lon: 10 + 0.0015 * Math.cos(k / 4) + 0.0005 * Math.cos(k / 700),
    }));
    const { scores } = await run(flightOver(fixes), { budgetMs: 50 });
    for (const { score, upperBound } of scores) expect(upperBound).toBeGreaterThanOrEqual(score);
  });
});

it('thins out what no flight lasts, and says so', () => {
  const track = readTrack(flightOver(circuit(MAX_FIXES + 2)));
  const [stretch] = scoredFlights(track);
  expect(stretch?.thinned).toBe(true);
  expect(stretch?.fixes.n).toBe(MAX_FIXES / 2 + 1);
  expect(stretch?.index.at(-1)).toBe(MAX_FIXES);
});

it('scores made flights of any length', async () => {
  for (const fixes of [120, 700]) {
    const { scores } = await run(makeFlight({ fixes, intervalS: 5, seed: fixes }).bytes, {
      rules: ['XContest', 'FFVL'],
    });
    expect(scores.every(({ score, optimal }) => optimal && score > 0)).toBe(true);
  }
});
