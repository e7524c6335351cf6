/** `flightline clusters`: list, show, name, pin, unpin, cover, merge, move, split, undo, tidy, rebuild. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Cluster, ClusterActAnswer, ClusterPass, UndoableAct } from '#contract/media/clusters';
import type { Api } from '../connect/api';
import { exitCodes } from '../exit-codes';
import { plain } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { counted, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const lookMs = 500;

const columns = [
  { title: 'CLUSTER', value: ({ id }: Cluster) => id },
  { title: 'NAME', value: ({ name }: Cluster) => name, flexible: true },
  { title: 'ASSETS', value: ({ size }: Cluster) => String(size) },
  { title: 'ALIKE', value: ({ cohesion }: Cluster) => `${Math.round(cohesion * 100)} %` },
  { title: 'PINNED', value: ({ pinned }: Cluster) => (pinned ? 'yes' : null) },
  { title: 'CHANGED', value: ({ updatedAt }: Cluster) => timeText(updatedAt) },
];

const ListOptions = ShowOptions.extend({
  limit: z.number().max(200).default(50),
  search: z.string().optional(),
  minSize: z.number().default(2),
  sort: z.enum(['size', 'newest', 'name']),
});

export async function listClusters(_: string[], typed: unknown): Promise<number> {
  const { data, json, ...query } = ListOptions.parse(typed);
  const page = await withSession(data, ({ call }) => call((api) => api.media.clusters.query(query)));
  if (json) await printJson(page);
  else {
    await printText(tableText(columns, page.rows, tableOptions()));
    say(`${page.rows.length} of ${page.total}; ${counted(page.alone, 'asset', 'assets')} alone`);
  }
  return exitCodes.done;
}

export async function showCluster([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const cluster = await withSession(options.data, ({ call }) =>
    call((api) => api.media.cluster.query({ id })),
  );
  if (options.json) await printJson(cluster);
  else
    await printText(
      pairsText(
        [
          ['Cluster', cluster.id],
          ['Name', cluster.name],
          ['Assets', String(cluster.size)],
          ['Alike', `${(cluster.cohesion * 100).toFixed(1)} %`],
          ['Pinned', cluster.pinned ? 'yes' : 'no'],
          ['Shown by', cluster.covers.map(({ fileName }) => fileName).join(', ')],
          ['Changed', timeText(cluster.updatedAt)],
        ],
        tableOptions().paint ?? plain,
      ),
    );
  return exitCodes.done;
}

/** One act, with one key for all its tries. */
async function act(
  typed: unknown,
  done: (answer: ClusterActAnswer, key: string) => string,
  carryOut: (api: Api, key: string) => Promise<ClusterActAnswer>,
): Promise<number> {
  const options = ShowOptions.parse(typed);
  const key = randomUUID();
  const answer = await withSession(options.data, ({ call }) => call((api) => carryOut(api, key)));
  if (options.json) await printJson({ ...answer, act: key });
  else await printText(done(answer, key));
  return exitCodes.done;
}

const movedText = ({ moved, clusterId }: ClusterActAnswer, key: string) =>
  `${counted(moved, 'asset', 'assets')} moved, cluster ${clusterId}. To take it back: flightline clusters undo ${key}`;

export function nameCluster([id = '']: string[], typed: unknown): Promise<number> {
  const { name = null } = z.object({ name: z.string().optional() }).parse(typed);
  return act(
    typed,
    () => (name === null ? 'It has no name now.' : `Its name is ${name}.`),
    (api, key) => api.media.nameCluster.mutate({ id, name, key }),
  );
}

async function listUndoable(typed: unknown): Promise<number> {
  const { data, json } = ShowOptions.parse(typed);
  const rows = await withSession(data, ({ call }) => call((api) => api.media.undoableActs.query()));
  if (json) await printJson(rows);
  else if (rows.length === 0) say('Nothing can be taken back.');
  else await printText(tableText(undoColumns, rows, tableOptions()));
  return exitCodes.done;
}

const undoColumns = [
  { title: 'ACT', value: ({ actKey }: UndoableAct) => actKey },
  { title: 'WHEN', value: ({ madeAt }: UndoableAct) => timeText(madeAt) },
  { title: 'MOVED', value: ({ moved }: UndoableAct) => counted(moved, 'asset', 'assets') },
  { title: 'INTO', value: ({ into }: UndoableAct) => into, flexible: true },
];

const pinned =
  (value: boolean) =>
  ([id = '']: string[], typed: unknown): Promise<number> =>
    act(
      typed,
      () => (value ? 'It is pinned.' : 'It is not pinned any more.'),
      (api, key) => api.media.pinCluster.mutate({ id, pinned: value, key }),
    );
export const pin = pinned(true);
export const unpin = pinned(false);

export function cover([id = '']: string[], typed: unknown): Promise<number> {
  const { asset } = z.object({ asset: z.string() }).parse(typed);
  return act(
    typed,
    () => 'It has another cover.',
    (api, key) => api.media.coverCluster.mutate({ id, assetId: asset, key }),
  );
}

export function merge([intoId = '', ...ids]: string[], typed: unknown): Promise<number> {
  return act(typed, movedText, (api, key) => api.media.mergeClusters.mutate({ intoId, ids, key }));
}

export function move(assetIds: string[], typed: unknown): Promise<number> {
  const { to = null } = z.object({ to: z.string().optional() }).parse(typed);
  return act(typed, movedText, (api, key) => api.media.moveAssets.mutate({ assetIds, clusterId: to, key }));
}

export function split([id = '']: string[], typed: unknown): Promise<number> {
  return act(
    typed,
    (answer, key) => (answer.moved > 0 ? movedText(answer, key) : 'It does not fall into two parts.'),
    (api, key) => api.media.splitCluster.mutate({ id, key }),
  );
}

export async function undo([actKey]: string[], typed: unknown): Promise<number> {
  if (actKey === undefined) return listUndoable(typed);
  return act(
    typed,
    ({ moved }) => `${counted(moved, 'asset', 'assets')} moved back.`,
    (api, key) => api.media.undoClusters.mutate({ actKey, key }),
  );
}

const pass =
  (kind: ClusterPass['kind']) =>
  async (_: string[], typed: unknown): Promise<number> => {
    const options = ShowOptions.parse(typed);
    const key = randomUUID();
    const ended = await withSession(options.data, async ({ call }) => {
      let now: ClusterPass | null = await call((api) => api.media.startPass.mutate({ kind, key }));
      for (; now?.state === 'running'; await delay(lookMs)) now = await call((api) => api.media.pass.query());
      return now;
    });
    if (options.json) await printJson(ended);
    else if (ended?.state === 'failed') say(ended.message ?? 'It failed.');
    else await printText(`Done: ${ended?.merged ?? 0} merged, ${ended?.split ?? 0} split.`);
    return ended?.state === 'done' ? exitCodes.done : exitCodes.failure;
  };
export const tidy = pass('tidy');
export const rebuild = pass('rebuild');
