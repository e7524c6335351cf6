/**
 * From one model to another: every asset is looked at again in a batch of its own, which can be watched, paused and
 * survives restarts like any other. The old model answers until the batch is done; then the new one does, and clusters that
 * were named or pinned give name and pin to the new one that holds most of their members.
 */
import { z } from 'zod';
import { isRetiredBuiltIn } from '#contract/allocator';
import { messageOf } from '#contract/errors';
import type { ModelState } from '#contract/media/models';
import type { MediaService } from '#contract/services/media';
import * as batches from '../../../stack/database/batches';
import { getValue, setValue } from '../../../stack/database/key-value';
import { inheritNames } from '../../../stack/database/media/cluster-rows';
import * as models from '../../../stack/database/media/models';
import { indexedModels, isIndexed } from '../../../stack/database/media/vectors';
import { inTransaction } from '../../../stack/database/transaction';
import type { GatewayParts } from '../parts';
import { uuidOf } from '../uuid-of';
import type { EngineSide } from './engine-side';
import { headOf } from './head-of';
import type { Turns } from './turns';

const Change = z.object({
  to: z.string(),
  batchId: z.string(),
  /** Assets up to this id are in the batch. */
  after: z.string(),
  sealed: z.boolean(),
});
type Change = z.infer<typeof Change>;

const key = 'media:model-change';
const nil = '00000000-0000-0000-0000-000000000000';
const atOnce = 200;
const lookMs = 2000;

export interface ModelChangeParts {
  parts: GatewayParts;
  engine: EngineSide;
  turns: Turns;
  /** Results that have come but are not in the library yet. */
  waiting: () => number;
  hasVectors: boolean;
  onChange: () => void;
}

export class ModelChange {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;
  private readonly begin;

  constructor(private readonly given: ModelChangeParts) {
    this.begin = given.parts.acts.define('media.model-change', (subject: { to: string; batchId: string }) =>
      this.carryOut(subject),
    );
  }

  /** Goes on with a change that an end of the process interrupted, or begins the one that an update brings. */
  async resume(): Promise<void> {
    // The gateway starts without it too; the page Model offers the change, and the next start tries again.
    await this.replaceRetired().catch((error: unknown) =>
      this.given.parts.log.warn('model-change-not-begun', { message: messageOf(error) }),
    );
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  async state(): Promise<Omit<ModelState, 'captions'>> {
    const { database, batchWatch } = this.given.parts;
    const [engine, counts, indexes, change, total] = await Promise.all([
      Promise.resolve(this.given.engine.activeModel()),
      this.given.hasVectors ? models.modelCounts(database) : [],
      indexedModels(database),
      this.read(),
      database.pool.query<{ assets: number }>('select count(*)::int as assets from flightline.assets'),
    ]);
    const assets = total.rows[0]?.assets ?? 0;
    const batch = change ? batchWatch.describe(await batches.get(database, change.batchId)) : null;
    return {
      engine,
      library: counts.map((model) => ({ ...model, indexed: isIndexed(indexes, model.id) })),
      assets,
      change:
        change && batch
          ? {
              to: change.to,
              batchId: change.batchId,
              done:
                batch.counts.completed + batch.counts.failed + batch.counts.cancelled + batch.counts.refused,
              total: Math.max(batch.counts.total, 1),
              etaMs: batch.etaMs,
            }
          : null,
    };
  }

  async start(by: Parameters<MediaService['changeModel']>[0]): Promise<void> {
    const { active } = this.given.engine.activeModel();
    await this.begin({ to: active.id, batchId: `b-${by.key.replaceAll('-', '').slice(0, 20)}` }, by);
  }

  /**
   * A built-in model that left with an update can look at nothing any more, so the library is looked at again without being
   * asked to: once, as somebody may have cancelled that batch.
   */
  private async replaceRetired(): Promise<void> {
    if (!this.given.hasVectors) return;
    const answering = await models.activeModel(this.given.parts.database);
    if (!answering || !isRetiredBuiltIn(answering.id)) return;
    const { active } = this.given.engine.activeModel();
    await this.start({ actor: 'update', key: uuidOf(`${answering.id} to ${active.id}`) });
  }

  private async carryOut({ to, batchId }: { to: string; batchId: string }): Promise<{ batchId: string }> {
    const { database } = this.given.parts;
    const running = await this.read();
    if (running?.to === to) return { batchId: running.batchId };
    await batches.create(database, {
      id: batchId,
      name: `Look again with ${to}`,
      lane: 'batch',
      createdAt: Date.now(),
    });
    await this.write({ to, batchId, after: nil, sealed: false });
    this.wake();
    return { batchId };
  }

  private wake(): void {
    if (this.stopped || this.running) return;
    this.running = this.advance()
      .catch((error: unknown) => {
        this.given.parts.log.warn('model-change-waits', { message: messageOf(error) });
        return true;
      })
      .then((goesOn) => {
        this.running = null;
        if (!goesOn || this.stopped) return;
        this.timer = setTimeout(() => this.wake(), lookMs);
        this.timer.unref();
      });
  }

  /** @returns whether there is still something to do */
  private async advance(): Promise<boolean> {
    let change = await this.read();
    if (!change) return false;
    while (!change.sealed && !this.stopped) change = await this.addAssets(change);
    return this.stopped || !(await this.finishIfDone(change));
  }

  private async addAssets(change: Change): Promise<Change> {
    const { database, blobs, intake, batchWatch } = this.given.parts;
    const assets = await models.assetsWithout(database, change.to, { after: change.after, limit: atOnce });
    const files = [];
    for (const { sha256, fileName, sizeBytes } of assets)
      files.push({ sha256, fileName, sizeBytes, head: await headOf(blobs, sha256) });
    if (files.length > 0)
      await intake.accept({
        files,
        batchId: change.batchId,
        lane: 'batch',
        choices: { engine: 'allocator', options: { model: change.to } },
      });
    const next = { ...change, after: assets.at(-1)?.id ?? change.after, sealed: assets.length < atOnce };
    if (next.sealed) await batches.seal(database, change.batchId);
    await this.write(next);
    batchWatch.batchChanged(change.batchId);
    return next;
  }

  private async finishIfDone(change: Change): Promise<boolean> {
    const { database, log } = this.given.parts;
    const { state } = await batches.get(database, change.batchId);
    if (state !== 'done' && state !== 'cancelled') return false;
    if (this.given.waiting() > 0) return false;
    if (state === 'done') {
      await this.given.turns.take(async () => {
        const before = await models.activeModel(database);
        if (before && before.id !== change.to)
          await inTransaction(database.pool, (client) => inheritNames(client, before.id, change.to));
        await models.activate(database, change.to);
      });
      log.info('model-changed', { to: change.to });
    }
    await setValue(database, key, null);
    this.given.onChange();
    return true;
  }

  private async read(): Promise<Change | null> {
    const parsed = Change.safeParse(await getValue(this.given.parts.database, key));
    return parsed.success ? parsed.data : null;
  }

  private write(change: Change): Promise<void> {
    return setValue(this.given.parts.database, key, change);
  }
}
