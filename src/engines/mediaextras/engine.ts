/** The engine mediaextras: larger views, text in pictures, clips of videos. It takes files only when it is named. */
import { ExtrasOptions, ExtrasOutput } from '#contract/media-extras';
import type { Engine } from '#contract/engine';
import { mediaRules } from '../media/intake/file-rules';
import { makeExtra } from './make-extra';
import { views } from './views';

export const mediaextras: Engine<ExtrasOptions, ExtrasOutput> = {
  name: 'mediaextras',
  title: 'Photos and videos: extras',
  version: 1,
  pool: 'media',
  options: ExtrasOptions,
  output: ExtrasOutput,
  accepts: mediaRules,
  onlyWhenNamed: true,
  limits: {
    softMs: 90_000,
    hardMs: 110_000,
    attempts: 2,
    backoff: { baseMs: 5_000, capMs: 60_000, jitter: 0.5 },
    memoryMb: 1024,
    kind: 'cpu',
  },
  summary: [
    { key: 'part', label: 'Made', value: ({ part }) => part },
    { key: 'size', label: 'Size', unit: 'px', value: ({ file }) => file && `${file.width} x ${file.height}` },
    { key: 'lines', label: 'Lines', value: ({ part, lines }) => (part === 'text' ? lines.length : null) },
    {
      key: 'text',
      label: 'Text',
      value: ({ lines }) =>
        lines.length > 0
          ? lines
              .map(({ text }) => text)
              .join(' ')
              .slice(0, 200)
          : null,
    },
  ],
  views,
  run: makeExtra,
};
