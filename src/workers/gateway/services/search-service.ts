/** One search over jobs, batches, traces, processes, log lines and metrics. */
import type { LogLine } from '#contract/logs';
import { metricCharts } from '#contract/metric-charts';
import { type HitKind, type SearchGroup, type SearchHit, type SearchQuery, hitKinds } from '#contract/search';
import type { Services } from '#contract/services';
import * as batches from '../../../stack/database/batches';
import * as jobPages from '../../../stack/database/job-pages';
import * as traces from '../../../stack/database/traces';
import { logDirOf } from '../../../stack/logs/log-files';
import { readPage } from '../../../stack/logs/log-reader';
import { metrics } from '../../../stack/telemetry/metric-list';
import type { GatewayParts } from '../parts';

type Find = (parts: GatewayParts, query: SearchQuery) => Promise<SearchHit[]>;

const nothing = { at: null, durationMs: null, bad: false };
const contains = (text: string, wanted: string) => text.toLowerCase().includes(wanted.toLowerCase());

/** Each gives one more than was asked for, if there is one. */
const finders: Record<HitKind, Find> = {
  async job({ database }, { text, limit, from, to }) {
    const { rows } = await jobPages.page(database, {
      filter: { search: text, acceptedFrom: from, acceptedTo: to },
      sort: { key: 'acceptedAt', descending: true },
      offset: 0,
      limit: limit + 1,
    });
    return rows.map((row) => ({
      kind: 'job',
      id: row.id,
      title: row.fileName,
      detail: [row.engine, row.state, row.errorMessage].filter(Boolean).join(' · '),
      at: row.acceptedAt,
      durationMs: row.finishedAt === null ? null : row.finishedAt - row.acceptedAt,
      bad: row.state === 'failed',
    }));
  },

  async batch({ database }, { text, limit, from, to }) {
    const found = (await batches.list(database, mostBatches)).filter(
      ({ id, name, createdAt }) =>
        (contains(name, text) || id.startsWith(text)) &&
        createdAt >= (from ?? 0) &&
        createdAt < (to ?? Infinity),
    );
    return found.slice(0, limit + 1).map(({ id, name, state, createdAt, finishedAt }) => ({
      kind: 'batch',
      id,
      title: name,
      detail: state,
      at: createdAt,
      durationMs: finishedAt === null ? null : finishedAt - createdAt,
      bad: false,
    }));
  },

  async trace({ database }, { text, limit, from, to }) {
    const { rows } = await traces.page(database, {
      filter: { search: text, from, to },
      sort: { key: 'startedAt', descending: true },
      offset: 0,
      limit: limit + 1,
    });
    return rows.map((row) => ({
      kind: 'trace',
      id: row.traceId,
      title: row.name,
      detail: [row.engines.join(', '), row.error].filter(Boolean).join(' · '),
      at: row.startedAt,
      durationMs: row.durationMs,
      bad: row.errors > 0,
    }));
  },

  process({ facts }, { text }) {
    const found = facts.processes.filter(({ name, kind }) => contains(name, text) || kind === text);
    return Promise.resolve(
      found.map(({ name, state, pid, reason, startedAt }) => ({
        ...nothing,
        kind: 'process',
        id: name,
        title: name,
        detail: [state, pid === null ? null : `process ${pid}`, reason].filter(Boolean).join(' · '),
        at: startedAt,
        bad: state === 'failed',
      })),
    );
  },

  async log({ init }, { text, limit, from, to }) {
    const { lines } = await readPage(logDirOf(init.dataDir), {
      filter: { text, from, to },
      limit: limit + 1,
    });
    return lines.reverse().map((line) => ({
      kind: 'log',
      id: line.id,
      title: `${line.process}: ${line.event}`,
      detail: fieldsOf(line),
      at: line.at,
      durationMs: 0,
      bad: line.level === 'error',
    }));
  },

  metric(_parts, { text }) {
    const charts = metricCharts.flatMap(({ id, title, group, series }) => {
      const labels = series.map(({ label }) => label).join(', ');
      return contains(`${group} ${title} ${labels}`, text) ? [hitOf(id, title, `${group}: ${labels}`)] : [];
    });
    const exposed = Object.entries(metrics).flatMap(([name, { help }]) =>
      contains(`${name} ${help}`, text) ? [hitOf(name, name, help)] : [],
    );
    return Promise.resolve([...charts, ...exposed]);
  },
};

const mostBatches = 500;
const longestDetail = 300;

function hitOf(id: string, title: string, detail: string): SearchHit {
  return { ...nothing, kind: 'metric', id, title, detail };
}

function fieldsOf({ engine, jobId, fields }: LogLine): string {
  const pairs = Object.entries({
    ...(engine ? { engine } : {}),
    ...(jobId ? { job: jobId } : {}),
    ...fields,
  });
  return pairs
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
    .slice(0, longestDetail);
}

export function createSearchService(parts: GatewayParts): Services['search'] {
  return {
    async find(query) {
      const groups = await Promise.all(
        hitKinds
          .filter((kind) => query.kinds.includes(kind))
          .map(async (kind): Promise<SearchGroup> => {
            const hits = await finders[kind](parts, query);
            return { kind, hits: hits.slice(0, query.limit), more: hits.length > query.limit };
          }),
      );
      return groups.filter(({ hits }) => hits.length > 0);
    },
  };
}
