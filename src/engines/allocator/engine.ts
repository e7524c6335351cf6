/** The engine allocator: a picture or video in; what it is, how it looks, and what finds it again out. */
import { AllocatorOptions, AllocatorOutput, builtInModel } from '#contract/allocator';
import type { Engine, SummaryColumn } from '#contract/engine';
import { activeModel } from './embedding/models';
import { processAsset } from './process-asset';
import { mediaRules } from '../media/intake/file-rules';
import { queries } from './queries';
import { views } from './views';

type Column = SummaryColumn<AllocatorOutput>;

const summary: readonly Column[] = [
  { key: 'kind', label: 'Kind', value: ({ kind }) => kind },
  { key: 'size', label: 'Size', unit: 'px', value: ({ width, height }) => `${width} x ${height}` },
  {
    key: 'durationS',
    label: 'Duration',
    unit: 's',
    value: ({ video }) => video && Math.round(video.durationS * 10) / 10,
  },
  { key: 'captured', label: 'Taken', value: ({ captured }) => captured?.local ?? null },
  { key: 'camera', label: 'Camera', value: ({ camera }) => camera?.model ?? null },
];

export const allocator: Engine<AllocatorOptions, AllocatorOutput> = {
  name: 'allocator',
  title: 'Photos and videos',
  version: 1,
  pool: 'media',
  options: AllocatorOptions,
  output: AllocatorOutput,
  accepts: mediaRules,
  limits: {
    softMs: 120_000,
    hardMs: 140_000,
    attempts: 3,
    backoff: { baseMs: 2_000, capMs: 60_000, jitter: 0.5 },
    memoryMb: 1024,
    kind: 'cpu',
  },
  summary,
  views,
  queries,
  instanceOptions({ settings, modelsDir }) {
    const { active } = activeModel({ modelsDir, wanted: settings.embeddingModel ?? '' });
    return active.id === builtInModel ? {} : { model: active.id };
  },
  run: processAsset,
};
