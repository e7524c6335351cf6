/** Files again from the blob, for when the derived ones are gone; the text, and the result as JSON. */
import type { EngineView, ViewContext } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { ExtrasOptions, ExtrasOutput } from '#contract/media-extras';
import { sniffed } from '../media/intake/sniffed';
import { largeView, movingClip } from './make-extra';

type View = EngineView<ExtrasOptions, ExtrasOutput>;

/** Whoever asks for a view cannot call it off. */
const { signal } = new AbortController();

const fileView =
  (make: typeof largeView, suffix: string): View =>
  async (ctx: ViewContext, input) => {
    const made = await make({ ...ctx, signal }, input, await sniffed(ctx, input.file));
    if (!made) throw new FlightlineError('NOT_FOUND', `${input.file.fileName} has no such file.`);
    return { mediaType: made.facts.mediaType, suffix, body: made.bytes };
  };

export const views: Record<string, View> = {
  json: async (_, { output }) => ({
    mediaType: 'application/json',
    suffix: '.extras.json',
    body: JSON.stringify(output),
  }),
  text: async (_, { output }) => ({
    mediaType: 'text/plain; charset=utf-8',
    suffix: '.txt',
    body: output.lines.map(({ text }) => `${text}\n`).join(''),
  }),
  large: fileView(largeView, '.large.jpg'),
  clip: fileView(movingClip, '.clip.webp'),
};
