/** Search: by words, by pictures, by examples for and against, with filters; best first, with the reasons. */
import type { ModelFacts } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import type { TextSource } from '#contract/media/assets';
import type { SearchAnswer, SearchReason, SearchRequest } from '#contract/media/search';
import { combined, normalised } from '../../../engines/allocator/vector';
import { textsOf, tilesOf } from '../../../stack/database/media/asset-rows';
import { meanVectors } from '../../../stack/database/media/mean-vectors';
import { type NearestAnswer, nearestAssets } from '../../../stack/database/media/nearest-assets';
import { assertVectors } from '../../../stack/database/media/vectors';
import { assetsByWords } from '../../../stack/database/media/word-search';
import { askedWords, excerptOf } from '../../../stack/database/media/words';
import type { Database } from '../../../stack/database/open';
import { shareBelow } from './calibration';
import { fuse } from './fuse';

export interface SearchParts {
  database: Database;
  hasVectors: boolean;
  activeModel: () => Promise<ModelFacts | null>;
  vectorOfText: (text: string, model: string) => Promise<{ vector: Float32Array }>;
  /** Of a picture that was looked at before, by the name that was given for it. */
  vectorOfPicture: (name: string) => { model: string; vector: Float32Array } | null;
}

/** How strongly examples against push away. At 1 a search leaves the neighbourhood of the examples for. */
const againstWeight = 0.5;
/**
 * Cosines of words to pictures in CLIP ViT-B/32 lie far below those of pictures to pictures: some 0.17 for what does not
 * belong together, 0.25 and more for what does.
 */
const wordsToPictures = { cutOff: 0.23, randomMean: 0.17, randomDeviation: 0.03 };
/** Beyond this, more are not counted. */
const mostByWords = 2000;

interface Visual {
  by: 'picture' | 'clip';
  answer: NearestAnswer;
  cutOff: number;
}

export function createSearch(parts: SearchParts): (request: SearchRequest) => Promise<SearchAnswer> {
  const { database } = parts;

  async function likeVector(request: SearchRequest, model: ModelFacts): Promise<Float32Array | null> {
    const found = await meanVectors(database, model.id, request.like ?? []);
    const vectors = found.map(({ vector }) => vector);
    if (request.picture !== undefined) {
      const looked = parts.vectorOfPicture(request.picture);
      if (looked?.model !== model.id)
        throw new FlightlineError('NOT_FOUND', 'That picture is not remembered any more; give it again.');
      vectors.push(looked.vector);
    }
    return meanOf(vectors);
  }

  async function unlikeVector(request: SearchRequest, model: ModelFacts): Promise<Float32Array | null> {
    const found = await meanVectors(database, model.id, request.unlike ?? []);
    return meanOf(found.map(({ vector }) => vector));
  }

  /** What resembles the examples against, more than those for: found by words or not, it is not wanted. */
  async function unwanted(request: SearchRequest, model: ModelFacts): Promise<ReadonlySet<string>> {
    const unlike = await unlikeVector(request, model);
    if (!unlike) return new Set();
    const like = await likeVector(request, model);
    const { found } = await nearestAssets(database, {
      model: model.id,
      direction: unlike,
      unlike: like ?? undefined,
      filter: request.filter,
      minScore: model.cutOff,
      limit: mostByWords,
    });
    return new Set([...(request.unlike ?? []), ...found.map(({ id }) => id)]);
  }

  async function byExamples(
    request: SearchRequest,
    model: ModelFacts,
    limit: number,
  ): Promise<Visual | null> {
    const like = await likeVector(request, model);
    if (!like) return null;
    const unlike = await unlikeVector(request, model);
    const cutOff = request.minScore ?? model.cutOff;
    const answer = await nearestAssets(database, {
      model: model.id,
      direction: unlike ? normalised(combined(1, like, -againstWeight, unlike)) : like,
      like,
      unlike: unlike ?? undefined,
      filter: request.filter,
      minScore: cutOff,
      limit,
      leaveOut: [...(request.like ?? []), ...(request.unlike ?? [])],
    });
    return { by: 'picture', answer, cutOff };
  }

  async function byMeaning(request: SearchRequest, model: ModelFacts, limit: number): Promise<Visual | null> {
    if (!model.text || !request.text || request.mode === 'text') return null;
    const asked = await parts.vectorOfText(request.text, model.id);
    const cutOff = request.minScore ?? wordsToPictures.cutOff;
    const answer = await nearestAssets(database, {
      model: model.id,
      direction: asked.vector,
      filter: request.filter,
      minScore: cutOff,
      limit,
    });
    return { by: 'clip', answer, cutOff };
  }

  return async (request) => {
    const begun = performance.now();
    const words = request.mode === 'visual' ? [] : askedWords(request.text ?? '');
    const wantsPictures = (request.like?.length ?? 0) > 0 || request.picture !== undefined;
    const hasAgainst = (request.unlike?.length ?? 0) > 0;
    if (wantsPictures || hasAgainst) assertVectors(parts.hasVectors);
    if (!wantsPictures && !request.text)
      throw new FlightlineError(
        'INVALID_INPUT',
        hasAgainst
          ? 'Examples against only take away: give words, a picture, or an example for as well.'
          : 'Give words, a picture, or an example to search for.',
      );
    const model = parts.hasVectors ? await parts.activeModel() : null;
    const limit = request.offset + request.limit + 1;
    const [examples, meaning, byWords, away] = await Promise.all([
      model && wantsPictures && request.mode !== 'text' ? byExamples(request, model, limit) : null,
      model ? byMeaning(request, model, limit) : null,
      assetsByWords(database, { words, filter: request.filter, limit: mostByWords }),
      model && request.text ? unwanted(request, model) : new Set<string>(),
    ]);
    const isWanted = ({ id }: { id: string }) => !away.has(id);
    const named = byWords.filter(isWanted);
    const visuals = [examples, meaning && without(meaning, isWanted)].filter((one) => one !== null);
    const order = fuse([
      ...visuals.map(({ answer }) => answer.found.map(({ id }) => id)),
      named.map(({ id }) => id),
    ]);
    const page = order.slice(request.offset, request.offset + request.limit);
    const reasons = await reasonsOf(database, page, { visuals, model, words, named });
    const tiles = await tilesOf(
      database,
      page.map(({ id }) => id),
    );
    const scores = new Map(page.map(({ id, score }) => [id, score]));
    return {
      items: tiles.flatMap((tile) => {
        const why = reasons.get(tile.id) ?? [];
        return why.length > 0 ? [{ ...tile, score: scores.get(tile.id) ?? 0, why }] : [];
      }),
      total: order.length,
      atLeast: visuals.some(({ answer }) => !answer.isAll) || byWords.length >= mostByWords,
      model: model?.id ?? null,
      cutOff: visuals[0]?.cutOff ?? null,
      textToImage: model?.text === true,
      tookMs: performance.now() - begun,
    };
  };
}

function without(visual: Visual, isWanted: (one: { id: string }) => boolean): Visual {
  return { ...visual, answer: { ...visual.answer, found: visual.answer.found.filter(isWanted) } };
}

async function reasonsOf(
  database: Database,
  page: readonly { id: string }[],
  found: {
    visuals: readonly Visual[];
    model: ModelFacts | null;
    words: readonly string[];
    named: readonly { id: string }[];
  },
): Promise<Map<string, SearchReason[]>> {
  const reasons = new Map<string, SearchReason[]>(page.map(({ id }) => [id, []]));
  for (const { by, answer } of found.visuals)
    for (const { id, score } of answer.found)
      if (found.model)
        reasons
          .get(id)
          ?.push({ by, score, share: shareBelow(by === 'clip' ? wordsToPictures : found.model, score) });
  const byWords = new Set(found.named.map(({ id }) => id));
  const texts = await textsOf(
    database,
    page.map(({ id }) => id).filter((id) => byWords.has(id)),
  );
  for (const { assetId, source, text } of texts) {
    const excerpt = excerptOf(text, found.words);
    if (excerpt !== null) reasons.get(assetId)?.push({ by: 'words', source: source as TextSource, excerpt });
  }
  // An English ending may be all that differs ("stations" finds "station"): then the name stands for it.
  for (const id of byWords)
    if (reasons.get(id)?.length === 0) {
      const own = texts.filter(({ assetId }) => assetId === id);
      const shown = own.find(({ source }) => source !== 'name') ?? own[0];
      reasons.get(id)?.push({
        by: 'words',
        source: (shown?.source ?? 'name') as TextSource,
        excerpt: (shown?.text ?? '').slice(0, 160),
      });
    }
  return reasons;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array | null {
  const [first, ...rest] = vectors;
  return first ? normalised(rest.reduce((sum, vector) => combined(1, sum, 1, vector), first)) : null;
}
