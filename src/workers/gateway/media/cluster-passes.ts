/**
 * Passes over all clusters, one at a time, seen by everybody: tidying (merge and split), which also happens by itself when
 * nothing has come in for a while, and rebuilding, which somebody asks for.
 */
import { rebuild } from '../../../engines/allocator/clusters/rebuild';
import { splitInTwo, tidy } from '../../../engines/allocator/clusters/allocation';
import type { ClusterStore } from '../../../engines/allocator/clusters/cluster-store';
import { FlightlineError, messageOf } from '#contract/errors';
import type { ClusterActAnswer, ClusterPass } from '#contract/media/clusters';
import type { MediaService } from '#contract/services/media';
import {
  findCluster,
  membersOf,
  pinClusters,
  pinnedClusters,
} from '../../../stack/database/media/cluster-rows';
import { undoably } from '../../../stack/database/media/cluster-undo';
import { inTransaction } from '../../../stack/database/transaction';
import type { GatewayParts } from '../parts';
import { clusterStore, clusterTransaction } from './cluster-store';
import type { Turns } from './turns';

export interface PassParts {
  parts: Pick<GatewayParts, 'acts' | 'database' | 'log'>;
  turns: Turns;
  modelId: () => Promise<string>;
  threshold: number;
  onChange: () => void;
}

/** After the last change. */
const idleMs = 20_000;

export class ClusterPasses {
  private last: ClusterPass | null = null;
  private running: Promise<void> | null = null;
  private idleTimer: NodeJS.Timeout | null = null;
  private readonly stopped = new AbortController();
  private readonly store: ClusterStore;
  readonly service: Pick<MediaService, 'pass' | 'startPass' | 'splitCluster'>;

  constructor(private readonly given: PassParts) {
    const { acts, database } = given.parts;
    const own = clusterStore(database);
    // Between the transactions of a pass what comes in has its turn.
    this.store = { ...own, transaction: (work) => given.turns.take(() => own.transaction(work)) };
    const start = acts.define('media.cluster-pass', ({ kind }: { kind: ClusterPass['kind'] }) =>
      Promise.resolve(this.start(kind)),
    );
    const split = acts.define('media.cluster-split', ({ id, actKey }: { id: string; actKey?: string }) =>
      this.split(id, actKey ?? ''),
    );
    this.service = {
      pass: () => Promise.resolve(this.last),
      startPass: (kind, by) => start({ kind }, by),
      splitCluster: (id, by) => split({ id, actKey: by.key }, by),
    };
  }

  /** Something came in or was moved: tidied when it has been quiet for a while. */
  noteChange(): void {
    if (this.stopped.signal.aborted) return;
    if (this.idleTimer) clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      if (!this.running) this.start('tidy');
    }, idleMs);
    this.idleTimer.unref();
  }

  async stop(): Promise<void> {
    this.stopped.abort(new FlightlineError('INTERRUPTED', 'The gateway is stopping.'));
    if (this.idleTimer) clearTimeout(this.idleTimer);
    await this.running;
  }

  private start(kind: ClusterPass['kind']): ClusterPass {
    if (this.running && this.last) return this.last;
    const pass: ClusterPass = {
      kind,
      state: 'running',
      done: 0,
      total: 0,
      merged: 0,
      split: 0,
      startedAt: Date.now(),
      finishedAt: null,
      message: null,
    };
    this.last = pass;
    this.running = this.carryOut(pass).finally(() => (this.running = null));
    return pass;
  }

  private async carryOut(pass: ClusterPass): Promise<void> {
    const { log, onChange } = { ...this.given, log: this.given.parts.log };
    try {
      const model = await this.given.modelId();
      if (pass.kind === 'tidy') await this.tidy(pass, model);
      else await this.given.turns.take(() => this.rebuild(pass, model));
      Object.assign(pass, { state: 'done', finishedAt: Date.now() });
      log.info('clusters-passed', { ...pass });
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      Object.assign(pass, { state: 'failed', message: messageOf(error), finishedAt: Date.now() });
      if (!(error instanceof FlightlineError)) log.error('clusters-not-passed', { error });
    }
    onChange();
  }

  private async tidy(pass: ClusterPass, model: string): Promise<void> {
    const found = await this.given.parts.database.pool.query<{ touched: number }>(
      'select count(*)::int as touched from flightline.clusters where model = $1 and touched_at is not null',
      [model],
    );
    pass.total = found.rows[0]?.touched ?? 0;
    await tidy(this.store, {
      model,
      threshold: this.given.threshold,
      signal: this.stopped.signal,
      onProgress: ({ looked, merged, split }) => Object.assign(pass, { done: looked, merged, split }),
    });
  }

  /** What comes in meanwhile waits for its turn: the arrangement is made of what is there now. */
  private async rebuild(pass: ClusterPass, model: string): Promise<void> {
    const { database } = this.given.parts;
    const found = await database.pool.query<{ assets: number }>(
      'select count(distinct asset_id)::int as assets from flightline.asset_vectors where model = $1',
      [model],
    );
    pass.total = found.rows[0]?.assets ?? 0;
    await rebuild(clusterStore(database), {
      model,
      threshold: this.given.threshold,
      pinned: await pinnedClusters(database, model),
      signal: this.stopped.signal,
      onProgress: (done) => Object.assign(pass, { done }),
    });
  }

  private split(id: string, key: string): Promise<ClusterActAnswer> {
    const { parts, turns, onChange } = this.given;
    return turns.take(async () => {
      const moved = await inTransaction(parts.database.pool, async (client) => {
        const cluster = await findCluster(client, id);
        if (!cluster) throw new FlightlineError('NOT_FOUND', 'There is no such cluster any more.');
        const assetIds = (await membersOf(client, id)).map(({ assetId }) => assetId);
        const [, otherId] = await undoably(client, { key, model: cluster.model, assetIds }, () =>
          splitInTwo(clusterTransaction(client), cluster),
        );
        // Else the next pass would put together again what a hand took apart.
        if (otherId !== undefined) await pinClusters(client, [id, otherId]);
        return otherId === undefined ? 0 : ((await findCluster(client, otherId))?.size ?? 0);
      });
      onChange();
      return { clusterId: id, moved };
    });
  }
}
