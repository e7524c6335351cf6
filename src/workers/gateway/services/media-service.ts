/** The media library: joins its parts, and keeps up with the results of the engine. */
import { isRetiredBuiltIn } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import type { MediaService } from '#contract/services/media';
import { clusterById, clusterPage } from '../../../stack/database/media/cluster-pages';
import { setAsideCaptions } from '../../../stack/database/media/captions';
import { activeModel } from '../../../stack/database/media/models';
import { assertVectors, makeVectorTables } from '../../../stack/database/media/vectors';
import { createAssetReads } from '../media/asset-service';
import { createClusterActs } from '../media/cluster-acts';
import { Captioning } from '../media/captioning';
import { LabelWords } from '../media/label-words';
import { ClusterPasses } from '../media/cluster-passes';
import { EngineSide } from '../media/engine-side';
import { ExtrasFeed } from '../media/extras-feed';
import { createFolderService } from '../media/folder-service';
import { createLayoutService } from '../media/layout-service';
import { ModelChange } from '../media/model-change';
import { createPairService } from '../media/pair-service';
import { PhashMemory } from '../media/phash-memory';
import { PictureMemory } from '../media/picture-memory';
import { ResultFollower } from '../media/result-follower';
import { createSearch } from '../media/search';
import { createTakeExtra } from '../media/take-extra';
import { createTakeOver } from '../media/take-over';
import { Turns } from '../media/turns';
import type { GatewayParts } from '../parts';

export interface MediaLibrary {
  service: MediaService;
  /** Jobs that have ended well. */
  completed(jobIds: readonly string[]): void;
  /** Takes over what completed while nobody could be told. */
  catchUp(): void;
  /** For searches by a picture of the client's own. */
  pictures: PictureMemory;
  /** Goes on with everything that an end of the process interrupted. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const engineName = 'allocator';
const tellEveryMs = 500;

export async function createMediaLibrary(parts: GatewayParts): Promise<MediaLibrary> {
  const { database, hub, log, init } = parts;
  const hasVectors = await makeVectorTables(database);
  if (!hasVectors) log.warn('no-pgvector', { consequence: 'media is found by words only' });
  const turns = new Turns();
  const engine = new EngineSide(parts);
  const threshold = init.settings.clusterThreshold;
  const hashes = await PhashMemory.load(database);
  const onChange = announcer(() => hub.publish({ type: 'changed', part: 'media' }));

  const active = () => activeModel(database);
  const modelId = async (): Promise<string> => {
    assertVectors(hasVectors);
    const model = await active();
    if (!model) throw new FlightlineError('LIBRARY_EMPTY', 'The library is empty.');
    return model.id;
  };
  const pictures = new PictureMemory(async (bytes) => {
    const id = await modelId();
    if (isRetiredBuiltIn(id))
      throw new FlightlineError(
        'NOT_READY',
        'The pictures are looked at again with the model of this version; search by a picture once that is done. The page Model says how far it is.',
      );
    return engine.ofPicture(bytes, id);
  });
  const takeOver = createTakeOver({ parts, turns, engine, hashes, hasVectors, threshold });
  const passes = new ClusterPasses({ parts, turns, modelId, threshold, onChange });
  const follower = new ResultFollower({
    engine: engineName,
    database,
    log,
    takeOver,
    onTaken() {
      onChange();
      passes.noteChange();
      extras.noteChange();
      captioning.wake();
    },
  });
  const extras = new ExtrasFeed(parts);
  const extrasFollower = new ResultFollower({
    engine: 'mediaextras',
    database,
    log,
    takeOver: createTakeExtra(database),
    onTaken: onChange,
  });
  const folders = createFolderService(parts, onChange);
  const layout = createLayoutService(parts, { modelId, onChange });
  const change = new ModelChange({
    parts,
    engine,
    turns,
    waiting: () => follower.waiting,
    hasVectors,
    onChange,
  });

  const captioning = new Captioning({ parts, labels: new LabelWords(database, engine), onChange });

  const search = createSearch({
    database,
    hasVectors,
    activeModel: active,
    vectorOfText: (text, model) => engine.ofText(text, model),
    vectorOfPicture: (name) => pictures.vectorOf(name),
  });

  const models = async () => ({ ...(await change.state()), captions: await captioning.state() });
  const service: MediaService = {
    ...createAssetReads({
      database,
      hasVectors,
      threshold,
      activeModel: active,
      makesExtras: init.settings.mediaExtras,
    }),
    async search(request) {
      const answer = await search(request);
      parts.meter.searched(answer.tookMs);
      return answer;
    },
    async clusters(query) {
      const model = hasVectors ? await active() : null;
      if (!model) return { rows: [], total: 0, alone: 0, model: null, threshold };
      return { ...(await clusterPage(database, model.id, query)), model: model.id, threshold };
    },
    async cluster(id) {
      const cluster = await clusterById(database, id);
      if (!cluster) throw new FlightlineError('NOT_FOUND', 'There is no such cluster any more.');
      return cluster;
    },
    ...createClusterActs({ parts, turns, modelId, onChange }),
    ...passes.service,
    ...layout.service,
    ...createPairService({ parts, turns, onChange }),
    ...folders.service,
    models,
    async changeModel(by) {
      await change.start(by);
      return models();
    },
    setAsideCaptions: (query) => setAsideCaptions(database, query),
    askForCaptions: (ids, by) => captioning.askAgain(ids, by),
    askForCaptionsNow: (by) => captioning.askNow(by),
  };

  return {
    service,
    pictures,
    completed(ids) {
      follower.note(ids);
      extrasFollower.note(ids);
    },
    catchUp() {
      follower.sweep();
      extrasFollower.sweep();
    },
    async resume() {
      follower.start();
      extrasFollower.start();
      extras.start();
      captioning.start();
      await Promise.all([change.resume(), folders.resume(), layout.resume()]);
    },
    async stop() {
      await Promise.all([
        captioning.stop(),
        follower.stop(),
        extrasFollower.stop(),
        extras.stop(),
        folders.stop(),
        layout.stop(),
        change.stop(),
        passes.stop(),
      ]);
      onChange.stop();
    },
  };
}

/** Tells at most twice a second, the last time included. */
function announcer(tell: () => void): (() => void) & { stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  const announce = () => {
    timer ??= setTimeout(() => {
      timer = null;
      tell();
    }, tellEveryMs);
  };
  return Object.assign(announce, {
    stop() {
      if (timer) clearTimeout(timer);
    },
  });
}
