import { describe, expect, it } from 'vitest';
import { readNpmFlight } from '../../../test/helpers/xcscore-flights';
import { context, inputFor, run } from '../../../test/helpers/run-xcscore';
import { xcscore } from './engine';

const triangleFlight = readNpmFlight('flat-xcontest-8.01');
const output = await run(triangleFlight, { rules: ['XContest', 'XContest-WGS84', 'OLC-Classic', 'FAI-OAR'] });
const view = async (name: string) => {
  const render = xcscore.views[name];
  if (!render) throw new Error(`No view ${name}.`);
  const { body, ...rest } = await render(context(triangleFlight).ctx, {
    ...inputFor(triangleFlight),
    output,
  });
  return { ...rest, text: String(body) };
};

describe('views', () => {
  it('json is the result', async () => expect(JSON.parse((await view('json')).text)).toEqual(output));

  it('csv has a row for each rule set', async () => {
    const { text, mediaType } = await view('csv');
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + output.scores.length);
    expect(lines[1]).toMatch(/^XContest,XContest,8,yes,8,Closed Free Triangle,1\.4,/);
    expect(mediaType).toBe('text/csv; charset=utf-8');
  });

  it('geojson has a route, points, legs and closing of each rule set', async () => {
    const { features } = JSON.parse((await view('geojson')).text) as {
      features: { properties: { kind: string; rule?: string } }[];
    };
    const kinds = features
      .filter(({ properties }) => properties.rule === 'XContest')
      .map(({ properties }) => properties.kind);
    const corners = ['turnpoint', 'turnpoint', 'turnpoint'];
    expect(kinds).toEqual([
      'route',
      'closingStart',
      ...corners,
      'closingFinish',
      'leg',
      'leg',
      'leg',
      'closing',
    ]);
  });

  it('legacy is what the older service answered', async () => {
    const { solution, geojson } = JSON.parse((await view('legacy')).text) as {
      solution: { bestSolution: Record<string, number> };
      geojson: {
        properties: Record<string, unknown>;
        features: { id: string; geometry: { type: string } }[];
      };
    };
    expect(geojson.properties).toMatchObject({
      score: 8.02,
      type: 'Closed Free Triangle',
      code: 'tri',
      multiplier: 1.4,
      penalty: 0.16,
      closing_distance: 0.16,
      distance: 5.89,
      optimal: true,
    });
    const {
      airtime,
      route_time: routeS,
      distance,
      xc_speed_route: speed,
    } = geojson.properties as Record<string, number>;
    expect(airtime).toBeGreaterThan(routeS ?? Infinity);
    expect(speed).toBeCloseTo(((distance ?? 0) / (routeS ?? 1)) * 3600, 1);
    expect(solution.bestSolution).toMatchObject({
      distance: 5.89,
      multiplier: 1.4,
      penalty: 0.16,
      closingDistance: 0.16,
    });
    expect(geojson.features.map(({ id }) => id)).toEqual([
      'tp0', 'seg0', 'tp1', 'seg1', 'tp2', 'seg2', 'cp_in', 'cp_out', 'closing', 'launch0', 'land0',
    ]); // prettier-ignore
  });

  it('legacy of a free flight has its ends instead of a closing', async () => {
    const free = await run(readNpmFlight('d3p'), { rules: ['XContest-WGS84'] });
    const input = { ...inputFor(triangleFlight), output: free };
    const body = await xcscore.views.legacy?.(context(triangleFlight).ctx, input);
    const { geojson } = JSON.parse(String(body?.body)) as { geojson: { features: { id: string }[] } };
    expect(geojson.features.map(({ id }) => id)).toEqual([
      'tp0', 'seg0', 'tp1', 'seg1', 'tp2', 'ep_start', 'ep_finish', 'seg_in', 'seg_out', 'launch0', 'land0',
    ]); // prettier-ignore
  });
});

describe('summary', () => {
  it('shows the XContest score', () => {
    const row = Object.fromEntries(xcscore.summary.map(({ key, value }) => [key, value(output)]));
    expect(row).toMatchObject({ score: 8, type: 'Closed Free Triangle', rule: 'XContest' });
  });
});
