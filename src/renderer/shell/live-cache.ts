/** Carries what the gateway pushes into the query cache: patches what it can, has lists read again where it must. */
import type { QueryClient } from '@tanstack/react-query';
import type { ConsoleEvent } from '#contract/events';
import type { Batch, MemberPage } from '#contract/batches';
import type { JobDetail, JobPage } from '#contract/jobs';
import type { LetterBulk } from '#contract/letter-bulks';
import type { DrillReport } from '#contract/drills';
import type { MetricSample } from '#contract/metrics';
import type { PoolSample } from '#contract/scaling';
import { trpc } from './api';
import { alertCount } from './alert-count';
import { announceAlert, announceBatchEnd, showNotice } from './announce';
import { deadLetterTotal } from './dead-letter-total';
import { changesById, patchDetail, patchJobPage, patchMembers, type Changes } from './patch-jobs';
import { readAgain } from './read-again';
import { Throttle } from './throttle';

const listIntervalMs = 1000;

export class LiveCache {
  readonly #cache: QueryClient;
  readonly #throttle = new Throttle(listIntervalMs);

  constructor(cache: QueryClient) {
    this.#cache = cache;
  }

  apply(event: ConsoleEvent): void {
    switch (event.type) {
      case 'jobs':
        this.#jobs(changesById(event.changes), event.more);
        break;
      case 'batch':
        this.#batch(event.batch);
        if (event.ended) announceBatchEnd(event.batch);
        break;
      case 'processes':
        this.#cache.setQueryData(trpc.system.processes.queryKey(), event.processes);
        break;
      case 'sample':
        this.#sample(event.sample);
        break;
      case 'pools':
        this.#pools(event.samples);
        break;
      case 'scaling':
        this.#readAgain('scaling decisions', trpc.workers.decisions.pathKey());
        this.#readAgain('pools', trpc.workers.pools.queryKey());
        break;
      case 'health':
        this.#readAgain('health', trpc.health.pathKey());
        break;
      case 'drill':
        this.#drill(event.drill);
        break;
      case 'alerts':
        this.#cache.setQueryData(alertCount.queryKey, event.firing);
        this.#readAgain('alerts', trpc.alerts.pathKey());
        for (const told of event.told) announceAlert(told);
        break;
      case 'dead-letters':
        this.#cache.setQueryData(deadLetterTotal.queryKey, event.total);
        this.#readAgain('dead letters', trpc.deadLetters.pathKey());
        break;
      case 'changed':
        this.#readAgain(event.part, trpc[event.part].pathKey());
        break;
      case 'letter-bulk':
        this.#bulk(event.bulk);
        break;
      case 'notice':
        showNotice(event);
        break;
    }
  }

  stop(): void {
    this.#throttle.stop();
  }

  #jobs(changes: Changes, more: boolean): void {
    const active = { type: 'active' } as const;
    this.#cache.setQueriesData<JobPage>({ queryKey: trpc.jobs.page.queryKey(), ...active }, (page) =>
      page ? patchJobPage(page, changes) : page,
    );
    this.#cache.setQueriesData<MemberPage>(
      { queryKey: trpc.batches.members.queryKey(), ...active },
      (page) => (page ? patchMembers(page, changes) : page),
    );
    this.#cache.setQueriesData<JobDetail>({ queryKey: trpc.jobs.get.queryKey(), ...active }, (detail) => {
      if (!detail) return detail;
      const next = patchDetail(detail, changes);
      if (more || next.job.state !== detail.job.state)
        this.#readAgain('job', trpc.jobs.get.queryKey({ id: next.job.id }));
      return next;
    });
    if (changes.size === 0 && !more) return;
    this.#readAgain('job pages', trpc.jobs.page.pathKey());
    this.#readAgain('job counts', trpc.jobs.counts.pathKey());
    this.#readAgain('members', trpc.batches.members.pathKey());
  }

  #batch(batch: Batch): void {
    const key = trpc.batches.list.queryKey();
    const list = this.#cache.getQueryData(key);
    this.#cache.setQueryData(trpc.batches.get.queryKey({ id: batch.id }), batch);
    if (list?.some(({ id }) => id === batch.id)) {
      this.#cache.setQueryData(
        key,
        list.map((other) => (other.id === batch.id ? batch : other)),
      );
    } else {
      this.#readAgain('batches', key);
    }
    this.#readAgain('members', trpc.batches.members.pathKey());
    this.#readAgain('batches of schedules', trpc.schedules.history.pathKey());
  }

  /** Of an act on many dead letters. */
  #bulk(bulk: LetterBulk): void {
    const key = trpc.deadLetters.bulks.queryKey();
    const list = this.#cache.getQueryData(key);
    if (list?.some(({ id }) => id === bulk.id))
      this.#cache.setQueryData(
        key,
        list.map((other) => (other.id === bulk.id ? bulk : other)),
      );
    else this.#readAgain('bulk acts', key);
  }

  #sample(sample: MetricSample): void {
    for (const query of this.#cache.getQueryCache().findAll({ queryKey: trpc.metrics.history.pathKey() })) {
      this.#cache.setQueryData<MetricSample[]>(query.queryKey, (samples) => {
        if (!samples || (samples.at(-1)?.at ?? 0) >= sample.at) return samples;
        const from = sample.at - historySeconds(query.queryKey) * 1000;
        return [...samples.filter((old) => old.at > from), sample];
      });
    }
  }

  #pools(added: readonly PoolSample[]): void {
    for (const query of this.#cache.getQueryCache().findAll({ queryKey: trpc.workers.history.pathKey() })) {
      this.#cache.setQueryData<PoolSample[]>(query.queryKey, (samples) => {
        const last = samples?.at(-1)?.at ?? 0;
        if (!samples || added.every(({ at }) => at <= last)) return samples;
        const from = Math.max(...added.map(({ at }) => at)) - historySeconds(query.queryKey) * 1000;
        return [...samples.filter(({ at }) => at > from), ...added];
      });
    }
  }

  #drill(drill: DrillReport): void {
    this.#cache.setQueryData<DrillReport[]>(trpc.drills.list.queryKey(), (drills) => [
      drill,
      ...(drills ?? []).filter(({ id }) => id !== drill.id),
    ]);
  }

  #readAgain(name: string, queryKey: readonly unknown[]): void {
    this.#throttle.run(`${name} ${JSON.stringify(queryKey)}`, () => {
      void readAgain(this.#cache, queryKey);
    });
  }
}

/** The input is part of tRPC's key: `[path, { input: { seconds } }]`. */
function historySeconds(queryKey: readonly unknown[]): number {
  const options = queryKey[1];
  if (typeof options === 'object' && options !== null && 'input' in options) {
    const { input } = options;
    if (
      typeof input === 'object' &&
      input !== null &&
      'seconds' in input &&
      typeof input.seconds === 'number'
    ) {
      return input.seconds;
    }
  }
  return 300;
}
