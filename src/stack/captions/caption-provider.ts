/** What describes a picture in words: a vision-language model somewhere else, over HTTP. */
import { z } from 'zod';

/** What the model is asked to answer, and all that is taken of its answer. It is words of a stranger: shown, never obeyed. */
export const Caption = z.object({
  text: z.string().trim().min(1).max(2000),
  keywords: z.array(z.string().trim().min(1).max(60)).max(30).catch([]),
});
export type Caption = z.output<typeof Caption>;

export interface CaptionProvider {
  /** For logs and the model page, e.g. `gemini-flash-latest`. */
  readonly name: string;
  /** @param jpeg a preview without metadata @throws CaptionFailure; the signal's reason */
  describe(jpeg: Uint8Array, signal: AbortSignal): Promise<Caption>;
}

/**
 * `busy`: later may do (429, 5xx, no answer). `nonsense`: an answer that is no caption; another try may give one.
 * `refused`: this picture will never be described by it. `denied`: the key or the address is wrong, for every picture.
 */
export type FailureKind = 'busy' | 'nonsense' | 'refused' | 'denied';

export interface FailureOptions {
  cause?: unknown;
  /** How long the service asks to be left alone. */
  retryAfterMs?: number;
  /** Of `refused`: it may be the question and not the picture, so that the next ones would fare no better. */
  isDoubtful?: boolean;
}

export class CaptionFailure extends Error {
  override readonly name = 'CaptionFailure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly options: FailureOptions = {},
  ) {
    super(message, { cause: options.cause });
  }
}

export const prompt =
  'Describe this picture for somebody who will search for it later: one or two plain sentences of what is seen, ' +
  'where it may be, and any readable text. Then up to ten keywords. ' +
  'Answer with JSON only: {"text": string, "keywords": string[]}.';
