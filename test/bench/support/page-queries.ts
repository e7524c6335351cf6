/** What each page of the console asks when it is opened, as its components do. */
import type { Api } from '../../helpers/instance';

const newest = { key: 'acceptedAt', descending: true } as const;
const page = { offset: 0, limit: 100 };
const hour = 3_600_000;

/** Name of the view, and its questions side by side. */
export function pageQueries(api: Api): Record<string, () => Promise<unknown>[]> {
  const runs = (filter: Parameters<Api['jobs']['page']['query']>[0]['filter'], offset = 0) => [
    api.jobs.page.query({ filter, sort: newest, offset, limit: 100 }),
    api.jobs.counts.query(filter ?? {}),
  ];
  return {
    overview: () => [
      api.metrics.history.query({ seconds: 300 }),
      api.jobs.counts.query({}),
      api.system.processes.query(),
      api.system.info.query(),
    ],
    runs: () => runs({}),
    'runs, far down': () => runs({}, 250_000),
    'runs, waiting': () => runs({ states: ['waiting'] }),
    'runs, searched': () => runs({ search: 'XXX-4711' }),
    'runs, by file name': () => [
      api.jobs.page.query({ filter: {}, sort: { key: 'fileName', descending: false }, ...page }),
    ],
    batches: () => [api.batches.list.query()],
    'dead letters, groups': () => [api.deadLetters.groups.query({ hours: 24 })],
    'dead letters': () => [
      api.deadLetters.page.query(page),
      api.deadLetters.count.query({ target: { filter: {} } }),
    ],
    'dead letters, searched': () => [api.deadLetters.page.query({ ...page, search: 'site 4f' })],
    metrics: () => [
      api.metrics.range.query({ from: Date.now() - hour, to: Date.now() }),
      api.metrics.annotations.query({ from: Date.now() - hour, to: Date.now() }),
    ],
    workers: () => [api.workers.pools.query(), api.workers.history.query({ seconds: 300 })],
    traces: () => [api.traces.page.query({ limit: 100 })],
    logs: () => [api.logs.page.query({ limit: 200 })],
    audit: () => [api.audit.page.query(page)],
    schedules: () => [api.schedules.list.query()],
    health: () => [api.health.now.query()],
  };
}
