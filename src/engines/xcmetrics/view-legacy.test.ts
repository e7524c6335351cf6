import { describe, expect, it } from 'vitest';
import { XcmetricsOptions } from '#contract/xcmetrics';
import type { FlightPlan } from '../../../test/fixtures/make-flight';
import { makeFlight } from '../../../test/fixtures/make-flight';
import { describe as describeFlight, segmentTrack } from './analyse';
import { legacyView } from './view-legacy';

const options = XcmetricsOptions.parse({});
const ofBytes = (bytes: Uint8Array) => {
  const segmented = segmentTrack(bytes, options);
  const output = describeFlight(segmented, options);
  // What a client sees is JSON.
  return { output, legacy: JSON.parse(JSON.stringify(legacyView(segmented, output))) as Legacy };
};
const of = (plan: FlightPlan) => ofBytes(makeFlight(plan).bytes);
type Legacy = ReturnType<typeof legacyView>;

/** The same nesting with the type of each leaf; lists by their first member. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : [];
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
}

const quantity = { value: 'number', unit: 'string' };
const place = {
  datetime: { value: 'string', unit: 'string' },
  lat: quantity,
  lon: quantity,
  alt_gnss: quantity,
};
const lines = (properties: Record<string, string>) => ({
  type: 'string',
  features: [{ type: 'string', geometry: { type: 'string', coordinates: [['number']] }, properties }],
});

describe('legacy view', () => {
  const { legacy, output } = of({ fixes: 1800, seed: 2, thermals: 3 });
  const main = output.flights[0];

  it('has the members of the older service and no others', () =>
    expect(shapeOf(legacy)).toEqual({
      info: {
        flight: { date: 'string', airtime: quantity, glider_type: 'string' },
        takeoff: place,
        landing: place,
        thermals: {
          time_total: quantity,
          max_avg_climb: quantity,
          max_gain: quantity,
          circ_dir_L: quantity,
          circ_dir_R: quantity,
          circ_dir_LR: quantity,
          circ_time_L: quantity,
          circ_time_R: quantity,
        },
        glides: { time_total: quantity, avg_speed: quantity },
        recorder: {
          type: 'string',
          code: 'string',
          gnss: 'string',
          press: 'string',
          firmware_v: 'string',
          hardware_v: 'string',
        },
      },
      glides: lines({ duration: 'number', alt_change: 'number', glide_ratio: 'number' }),
      thermals: lines({
        duration: 'number',
        alt_change: 'number',
        vertical_velocity: 'number',
        direction: 'string',
      }),
      track_points: [
        {
          timestamp: 'string',
          lat: 'number',
          lon: 'number',
          gps_alt: 'number',
          pressure_alt: 'number',
          segment_type: 'string',
          segment_id: 'number',
        },
      ],
    }));

  it('has its units and ways of writing', () => {
    const { info } = legacy;
    expect(info.takeoff.datetime).toEqual({
      value: main?.takeoff.time.replace('T', ' ').replace('Z', ''),
      unit: 'UTC',
    });
    expect(info.takeoff.datetime.value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect([info.takeoff.lat.unit, info.takeoff.lon.unit, info.takeoff.alt_gnss.unit]).toEqual([
      'deg',
      'deg',
      'm',
    ]);
    expect(Object.values(info.thermals).map(({ unit }) => unit)).toEqual([
      '%',
      'm/s',
      'm',
      '%',
      '%',
      '%',
      's',
      's',
    ]);
    expect(Object.values(info.glides).map(({ unit }) => unit)).toEqual(['%', 'km/h']);
    expect(info.flight.airtime).toEqual({ value: main?.airtimeS, unit: 's' });
    expect(legacy.track_points[0]?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect([legacy.glides.type, legacy.thermals.type]).toEqual(['FeatureCollection', 'FeatureCollection']);
    expect(legacy.thermals.features.every(({ geometry }) => geometry.type === 'LineString')).toBe(true);
  });

  it('has true percentages and glide ratios', () => {
    const { thermals, glides } = legacy.info;
    expect((thermals.time_total.value ?? 0) + (glides.time_total.value ?? 0)).toBeCloseTo(100, 1);
    const directions = [thermals.circ_dir_L, thermals.circ_dir_R, thermals.circ_dir_LR];
    expect(directions.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(100, 1);
    for (const { properties } of legacy.glides.features) expect(properties.glide_ratio).toBeGreaterThan(0);
    for (const { properties } of legacy.thermals.features) {
      const {
        duration,
        alt_change: change,
        vertical_velocity: velocity,
      } = properties as Record<string, number>;
      expect(velocity).toBeCloseTo((change ?? 0) / (duration ?? 1), 1);
    }
  });

  it('weights the time for a circle with the time in thermals', () => {
    const left = (main?.thermals ?? []).filter(({ direction }) => direction === 'L');
    const totalS = left.reduce((sum, { durationS }) => sum + durationS, 0);
    const weighted = left.reduce(
      (sum, { durationS, timePerCircleS }) => sum + durationS * (timePerCircleS ?? 0),
      0,
    );
    expect(legacy.info.thermals.circ_time_L.value).toBeCloseTo(totalS > 0 ? weighted / totalS : 0, 1);
  });

  it('has every fix of the flight once, in order, with the segment it is in', () => {
    const points = legacy.track_points;
    expect(points).toHaveLength(main?.fixes ?? 0);
    expect(points.map(({ timestamp }) => timestamp)).toEqual(
      [...new Set(points.map((p) => p.timestamp))].sort(),
    );
    const segments = [...new Set(points.map(({ segment_type: type, segment_id: id }) => `${type} ${id}`))];
    expect(segments).toEqual([
      'glide 0',
      'thermal 0',
      'glide 1',
      'thermal 1',
      'glide 2',
      'thermal 2',
      'glide 3',
    ]);
    const first = points.findIndex(({ segment_type: type }) => type === 'thermal');
    const [lon, lat] = (legacy.thermals.features[0]?.geometry.coordinates[0] ?? []) as number[];
    expect([points[first]?.lat, points[first]?.lon]).toEqual([lat, lon]);
  });

  it('has zeros, not nothing, where there is no thermal', () => {
    const flat = of({ fixes: 900, thermals: 0, seed: 9 }).legacy;
    expect(Object.values(flat.info.thermals).map(({ value }) => value)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(flat.thermals).toEqual({ type: 'FeatureCollection', features: [] });
    expect(flat.info.glides.time_total.value).toBe(100);
  });

  it('is null where there is no such altitude, and without a ratio for what climbs', () => {
    const { text } = makeFlight({ fixes: 900, seed: 9 });
    const withoutGnss = text.replace(/^(B.{29})\d{5}/gm, '$100000');
    expect(ofBytes(new TextEncoder().encode(withoutGnss)).legacy.track_points[0]?.gps_alt).toBeNull();
    const climbing = text.replace(/^(B.{24})(\d{5})(\d{5})/gm, (_, head: string, baro: string) => {
      const z = String(6000 - Number(baro)).padStart(5, '0');
      return head + z + z;
    });
    const { glides } = ofBytes(new TextEncoder().encode(climbing)).legacy;
    expect(glides.features.map(({ properties }) => properties.glide_ratio)).toContain(null);
  });
});
