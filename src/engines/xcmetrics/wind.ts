/** Winds of a flight: samples of single turns put together, overall and by altitude. */
import type { FlightMetrics, Wind, WindQuality } from '#contract/xcmetrics';
import { median } from './circles';
import { mps } from './rounding';
import type { WindSample } from './wind-samples';

const LAYER_M = 250;
/** Scatter that is there in any turn, m/s: it keeps one smooth turn from outweighing all others. */
const COMMON_RMS_MPS = 0.7;
/** Samples so far from the median of all, and over three times as far as half of them, are left out. */
const OUTLIER_MPS = 2;
const OUTLIER_TIMES = 3;
const FEWEST_FOR_OUTLIERS = 5;

/** @param hasAltitude false: no layers */
export function windOf(samples: readonly WindSample[], hasAltitude: boolean): FlightMetrics['wind'] {
  const byLayer = new Map<number, WindSample[]>();
  for (const sample of hasAltitude ? samples : []) {
    const layer = Math.floor(sample.altitudeM / LAYER_M);
    byLayer.set(layer, [...(byLayer.get(layer) ?? []), sample]);
  }
  return {
    mean: meanWind(samples),
    layers: [...byLayer]
      .sort(([a], [b]) => a - b)
      .flatMap(([layer, members]) => {
        const wind = meanWind(members);
        return wind ? [{ bottomM: layer * LAYER_M, topM: (layer + 1) * LAYER_M, ...wind }] : [];
      }),
  };
}

function meanWind(all: readonly WindSample[]): Wind | null {
  const samples = withoutOutliers(all);
  if (samples.length === 0) return null;
  let [north, east, weights] = [0, 0, 0];
  for (const sample of samples) {
    north += weightOf(sample) * sample.northMps;
    east += weightOf(sample) * sample.eastMps;
    weights += weightOf(sample);
  }
  north /= weights;
  east /= weights;
  const errorMps = samples.length > 1 ? standardError(samples, { north, east }, weights) : null;
  return {
    speedMps: mps(Math.hypot(north, east)),
    fromDeg: compass(-north, -east),
    samples: samples.length,
    errorMps: errorMps === null ? null : mps(errorMps),
    quality: qualityOf(samples.length, errorMps),
  };
}

const weightOf = ({ rmsMps }: WindSample) => 1 / (rmsMps ** 2 + COMMON_RMS_MPS ** 2);

function standardError(
  samples: readonly WindSample[],
  mean: { north: number; east: number },
  weights: number,
): number {
  let scatter = 0;
  for (const sample of samples) {
    const [north, east] = [sample.northMps - mean.north, sample.eastMps - mean.east];
    scatter += weightOf(sample) * (north * north + east * east);
  }
  return Math.sqrt(scatter / weights / (samples.length - 1));
}

function withoutOutliers(samples: readonly WindSample[]): readonly WindSample[] {
  if (samples.length < FEWEST_FOR_OUTLIERS) return samples;
  const north = median(samples.map((sample) => sample.northMps));
  const east = median(samples.map((sample) => sample.eastMps));
  const distances = samples.map((sample) => Math.hypot(sample.northMps - north, sample.eastMps - east));
  const limit = Math.max(OUTLIER_MPS, OUTLIER_TIMES * median(distances));
  return samples.filter((_, i) => (distances[i] as number) <= limit);
}

function qualityOf(samples: number, errorMps: number | null): WindQuality {
  if (errorMps === null) return 'poor';
  if (samples >= 5 && errorMps <= 0.5) return 'good';
  return samples >= 3 && errorMps <= 1 ? 'fair' : 'poor';
}

/** Whole degrees 0..359 of a direction. */
export function compass(north: number, east: number): number {
  return (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
}

/** The wind at an altitude: of the nearest layer that can be trusted, else of the whole flight; null without. */
export function windAt({ layers, mean }: FlightMetrics['wind'], altitudeM: number): Wind | null {
  let nearest: Wind | null = null;
  let distanceM = Infinity;
  for (const layer of layers) {
    const away = Math.abs((layer.bottomM + layer.topM) / 2 - altitudeM);
    if (layer.quality !== 'poor' && away < distanceM) [nearest, distanceM] = [layer, away];
  }
  return nearest ?? (mean && mean.quality !== 'poor' ? mean : null);
}
