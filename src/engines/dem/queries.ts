/** What dem answers at once: heights, profiles, what there is and what is missing, and the older service's question. */
import type { CoverageAnswer, LegacyTerrainAnswer, ProfileAnswer, TerrainAnswer } from '#contract/dem';
import { ElevationQuery, LegacyTerrainQuery, MissingQuery, ProfileQuery } from '#contract/dem';
import type { Engine } from '#contract/engine';
import { engineQuery } from '#contract/engine';
import { z } from 'zod';
import { missingCells } from './missing';
import { samplePath } from './profile';
import { degrees, elevation } from './rounding';
import type { TerrainSamples } from './sample';
import { sampleTerrain } from './sample';
import type { Terrain } from './terrain';
import { openTerrain } from './terrain-index';
import { terrainUse } from './terrain-use';

const MAX_COVERAGE_TILES = 30_000;

function answerOf(terrain: Terrain, samples: TerrainSamples): TerrainAnswer {
  return {
    elevM: Array.from(samples.elevM, elevation),
    sources: terrainUse(terrain, samples),
    missingTiles: samples.missingTiles,
    problems: samples.problems,
  };
}

/** Two columns of points. */
function columns(points: readonly { lat: number; lon: number }[]) {
  return {
    lat: Float64Array.from(points, ({ lat }) => lat),
    lon: Float64Array.from(points, ({ lon }) => lon),
  };
}

export const queries: NonNullable<Engine['queries']> = {
  elevation: engineQuery(
    'Ground heights of up to 100,000 points.',
    ElevationQuery,
    async ({ state, signal }, { points }) => {
      const { terrain } = await openTerrain(state);
      return answerOf(terrain, await sampleTerrain(terrain, columns(points), signal));
    },
  ),

  profile: engineQuery(
    'Ground heights along a path, at even distances.',
    ProfileQuery,
    async ({ state, signal }, { path, stepM }): Promise<ProfileAnswer> => {
      const { terrain } = await openTerrain(state);
      const along = samplePath(path, stepM);
      const samples = await sampleTerrain(terrain, along, signal);
      return {
        ...answerOf(terrain, samples),
        distanceM: along.distanceM,
        lat: along.lat.map(degrees),
        lon: along.lon.map(degrees),
      };
    },
  ),

  coverage: engineQuery(
    'The terrain folders and what was found in them.',
    z.strictObject({}),
    async ({ state }): Promise<CoverageAnswer> => {
      const { index } = await openTerrain(state);
      return {
        scannedAt: index.scannedAt,
        folders: index.folders,
        tiles: index.rasters
          .slice(0, MAX_COVERAGE_TILES)
          .map(({ name, folder, kind, box, resolutionM, bytes }) => ({
            name,
            folder,
            kind,
            box,
            resolutionM,
            bytes,
          })),
        tileCount: index.rasters.length,
      };
    },
  ),

  missing: engineQuery(
    'One-degree cells without terrain, and addresses from which an operator can fetch it.',
    MissingQuery,
    async ({ state }, query) => missingCells((await openTerrain(state)).terrain, query),
  ),

  legacyTerrain: engineQuery(
    'Adds terrain_alt to track points, as the older service on port 8084 did.',
    LegacyTerrainQuery,
    async ({ state, signal }, { track_points }): Promise<LegacyTerrainAnswer> => {
      const { terrain } = await openTerrain(state);
      const { elevM } = await sampleTerrain(terrain, columns(track_points), signal);
      return {
        track_points: track_points.map((point, k) => ({
          ...point,
          terrain_alt: elevation(elevM[k] as number),
        })),
      };
    },
  ),
};
