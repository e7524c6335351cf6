/** `flightline media`: facts, search, show, model, change-model. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { AssetDetail } from '#contract/media/assets';
import type { CaptionState, ModelState } from '#contract/media/models';
import type { SearchHit, SearchReason } from '#contract/media/search';
import type { Session } from '../connect/session';
import { UsageError, exitCodes } from '../exit-codes';
import { plain } from '../text/style';
import { pairsText, tableText } from '../text/table';
import { bytesText, durationText, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText, say, tableOptions } from './print';
import { withSession } from './with-session';

const paint = () => tableOptions().paint ?? plain;

export async function showFacts(_: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const facts = await withSession(options.data, ({ call }) => call((api) => api.media.facts.query()));
  if (options.json) await printJson(facts);
  else
    await printText(
      pairsText(
        [
          ['Pictures', String(facts.images)],
          ['Videos', String(facts.videos)],
          ['Put away', String(facts.hidden)],
          ['With a place', String(facts.withPlace)],
          ['Size', bytesText(facts.bytes)],
          ['Days', facts.firstDay === null ? null : `${facts.firstDay} to ${facts.lastDay ?? ''}`],
          ['Cameras', facts.cameras.map(({ camera, count }) => `${camera} (${count})`).join(', ') || null],
          ['Pairs to look at', String(facts.openPairs)],
        ],
        paint(),
      ),
    );
  return exitCodes.done;
}

const SearchOptions = ShowOptions.extend({
  limit: z.number().max(200).default(50),
  picture: z.string().optional(),
  like: z.array(z.string()).optional(),
  unlike: z.array(z.string()).optional(),
  kind: z.enum(['image', 'video']).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  camera: z.string().optional(),
  cluster: z.string().optional(),
});

const hitColumns = [
  { title: 'ASSET', value: ({ id }: SearchHit) => id },
  { title: 'FILE', value: ({ fileName }: SearchHit) => fileName, flexible: true },
  { title: 'TAKEN', value: ({ takenAt }: SearchHit) => timeText(takenAt) },
  { title: 'WHY', value: ({ why }: SearchHit) => why.map(reasonText).join('; '), flexible: true },
];

/** The two control characters round found words are for consoles that can mark. */
function reasonText(reason: SearchReason): string {
  if (reason.by !== 'words')
    return `${reason.by === 'clip' ? 'fits the words' : 'looks alike'} ${reason.score.toFixed(2)}`;
  const source = reason.source === 'ocr' ? 'text in the picture' : reason.source;
  // eslint-disable-next-line no-control-regex
  return `${source}: ${reason.excerpt.replaceAll(/[\u0001\u0002]/g, '').replaceAll(/\s+/g, ' ')}`;
}

export async function searchMedia(words: string[], typed: unknown): Promise<number> {
  const { data, json, limit, picture: file, like, unlike, cluster, ...filter } = SearchOptions.parse(typed);
  const answer = await withSession(data, async (session) => {
    const picture = file === undefined ? undefined : await lookAt(session, file);
    return session.call((api) =>
      api.media.search.query({
        text: words.length > 0 ? words.join(' ') : undefined,
        like,
        unlike,
        picture,
        filter: { ...filter, clusterId: cluster },
        limit,
      }),
    );
  });
  if (json) await printJson(answer);
  else {
    await printText(tableText(hitColumns, answer.items, tableOptions()));
    say(
      `${answer.items.length} of ${answer.atLeast ? 'at least ' : ''}${answer.total}, in ${durationText(answer.tookMs)}`,
    );
  }
  return exitCodes.done;
}

const Looked = z.object({ picture: z.string() });
const Refused = z.object({ message: z.string() });

async function lookAt(session: Session, file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read.`, { cause: error });
  });
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)]), path.basename(file));
  const answer = await session.post('/api/v1/search/picture', body);
  const json: unknown = await answer.json().catch(() => null);
  if (answer.ok) return Looked.parse(json).picture;
  throw new UsageError(Refused.safeParse(json).data?.message ?? `The instance answered ${answer.status}.`);
}

export async function showAsset([id = '']: string[], typed: unknown): Promise<number> {
  const options = ShowOptions.parse(typed);
  const asset = await withSession(options.data, ({ call }) => call((api) => api.media.asset.query({ id })));
  if (options.json) await printJson(asset);
  else await printText(assetText(asset));
  return exitCodes.done;
}

function assetText(asset: AssetDetail): string {
  const { allocation } = asset;
  return pairsText(
    [
      ['Asset', asset.id],
      ['File', asset.names.join(', ')],
      ['Kind', `${asset.mime}, ${asset.width} x ${asset.height}, ${bytesText(asset.sizeBytes)}`],
      ['Length', asset.durationMs === null ? null : durationText(asset.durationMs)],
      ['Taken', `${timeText(asset.takenAt)} (${asset.takenSource})`],
      ['Camera', asset.camera],
      ['Place', asset.place],
      [
        'Cluster',
        allocation &&
          `${allocation.clusterName ?? allocation.clusterId}, ${allocation.clusterSize} assets; ${allocation.byHand ? 'by hand' : `cosine ${allocation.score.toFixed(3)}, ${allocation.threshold} needed`}`,
      ],
      ...asset.texts
        .filter(({ source }) => !['name', 'camera', 'place'].includes(source))
        .map(({ source, text }) => [source, text.replaceAll(/\s+/g, ' ')] as const),
      ['Models', asset.models.join(', ') || null],
      ['Put away', asset.hidden ? 'yes' : null],
      ['Run', asset.jobId],
    ],
    paint(),
  );
}

export async function showModel(_: string[], typed: unknown): Promise<number> {
  return printModel(typed, ({ call }) => call((api) => api.media.models.query()));
}

export async function changeModel(_: string[], typed: unknown): Promise<number> {
  const key = randomUUID();
  return printModel(typed, ({ call }) => call((api) => api.media.changeModel.mutate({ key })));
}

async function printModel(typed: unknown, read: (session: Session) => Promise<ModelState>): Promise<number> {
  const options = ShowOptions.parse(typed);
  const state = await withSession(options.data, read);
  if (options.json) await printJson(state);
  else await printText(modelText(state));
  return exitCodes.done;
}

function modelText({ engine, library, assets, captions, change }: ModelState): string {
  const facts = pairsText(
    [
      ['Model', `${engine.active.title} (${engine.active.id})`],
      ['Words to pictures', engine.active.text ? 'yes' : 'no: needs a CLIP model'],
      ['Wanted', engine.wanted],
      ['Problem', engine.problem],
      ['Assets', String(assets)],
      [
        'Change',
        change &&
          `to ${change.to}: ${change.done} of ${change.total}${change.etaMs === null ? '' : `, ${durationText(change.etaMs)} to go`}`,
      ],
      ...captionFacts(captions),
    ],
    paint(),
  );
  const columns = [
    { title: 'MODEL', value: (row: (typeof library)[number]) => row.id },
    { title: 'ASSETS', value: (row: (typeof library)[number]) => String(row.assets) },
    { title: 'VECTORS', value: (row: (typeof library)[number]) => String(row.vectors) },
    { title: 'ANSWERS', value: (row: (typeof library)[number]) => (row.isActive ? 'yes' : 'no') },
  ];
  return [facts, tableText(columns, library, tableOptions())].join('\n\n');
}

function captionFacts(captions: CaptionState): [string, string | null][] {
  const { wanted, model, sentTo, askedToday, perDay, described, labelled, setAside, waiting, pause } =
    captions;
  if (!wanted) return [['Captions', 'off']];
  const resting = pause && `until ${timeText(pause.until)}: ${pause.reason}`;
  return [
    ['Captions', `${model ?? 'nobody'}${sentTo ? ` at ${sentTo}` : ', nothing is sent anywhere'}`],
    ['Described', `${described}, ${labelled} with words of our own, ${waiting} to go`],
    ['Set aside', setAside === 0 ? null : `${setAside}: see flightline media captions`],
    ['Asked today', sentTo && `${askedToday} of ${perDay}`],
    ['Resting', resting],
  ];
}
