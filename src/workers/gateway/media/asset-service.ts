/** Reads of the library: gallery, map, one asset with what is around it. */
import type { ModelFacts } from '#contract/allocator';
import { AllocatorOutput } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import type { AssetDetail, Neighbour, TextSource } from '#contract/media/assets';
import type { MediaService } from '#contract/services/media';
import * as rows from '../../../stack/database/media/asset-rows';
import { allocationOf, modelsOf } from '../../../stack/database/media/cluster-pages';
import { extrasOf } from '../../../stack/database/media/extras';
import { nearestAssets } from '../../../stack/database/media/nearest-assets';
import { meanVectors } from '../../../stack/database/media/mean-vectors';
import type { Database } from '../../../stack/database/open';
import { shareBelow } from './calibration';

type AssetReads = Pick<MediaService, 'facts' | 'gallery' | 'section' | 'places' | 'asset' | 'neighbours'>;

export interface AssetServiceParts {
  database: Database;
  hasVectors: boolean;
  threshold: number;
  /** Whether what is not made yet will be. */
  makesExtras: boolean;
  /** Of the model that answers at present; null while there is none. */
  activeModel: () => Promise<ModelFacts | null>;
}

const StoredFacts = AllocatorOutput.omit({ embeddings: true });

export function createAssetReads(parts: AssetServiceParts): AssetReads {
  const { database } = parts;

  async function detail(id: string): Promise<AssetDetail> {
    const [[asset], texts, besides, extras] = await Promise.all([
      rows.storedAssets(database, [id]),
      rows.textsOf(database, [id]),
      rows.besides(database, id),
      extrasOf(database, id),
    ]);
    if (!asset) throw new FlightlineError('NOT_FOUND', `There is no asset ${id}.`);
    const model = await parts.activeModel();
    const [names, models, allocation] = await Promise.all([
      rows.namesOf(database, asset.sha256),
      parts.hasVectors ? modelsOf(database, id) : [],
      parts.hasVectors && model ? allocationOf(database, model.id, id) : null,
    ]);
    return {
      ...asset,
      takenSource: asset.takenSource as AssetDetail['takenSource'],
      facts: StoredFacts.parse(asset.facts),
      texts: texts.map(({ source, text }) => ({ source: source as TextSource, text })),
      models,
      extras: extras.filter(({ jobId }) => jobId !== null || parts.makesExtras),
      allocation: allocation && { ...allocation, threshold: parts.threshold },
      names: names.length > 0 ? names : [asset.fileName],
      ...besides,
    };
  }

  async function neighbours(id: string, limit: number): Promise<Neighbour[]> {
    const model = parts.hasVectors ? await parts.activeModel() : null;
    if (!model) return [];
    const [own] = await meanVectors(database, model.id, [id]);
    if (!own) return [];
    const { found } = await nearestAssets(database, {
      model: model.id,
      direction: own.vector,
      filter: {},
      minScore: model.cutOff,
      limit,
      leaveOut: [id],
    });
    const scores = new Map(found.map((near) => [near.id, near.score]));
    const tiles = await rows.tilesOf(database, [...scores.keys()]);
    return tiles.map((tile) => {
      const score = scores.get(tile.id) ?? 0;
      return { ...tile, score, share: shareBelow(model, score) };
    });
  }

  return {
    facts: () => rows.libraryFacts(database),
    gallery: (filter) => rows.gallerySections(database, filter),
    section: (query) => rows.sectionTiles(database, query),
    places: (filter) => rows.assetPlaces(database, filter),
    asset: detail,
    neighbours,
  };
}
