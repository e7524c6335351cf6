/** Google's Gemini (`models/NAME:generateContent`, API v1beta). */
import { z } from 'zod';
import { ask, captionOf } from './ask';
import { CaptionFailure, type CaptionProvider, prompt } from './caption-provider';

const Answer = z.object({
  candidates: z
    .array(
      z.object({
        content: z
          .object({ parts: z.array(z.object({ text: z.string().optional() })).optional() })
          .optional(),
        finishReason: z.string().optional(),
      }),
    )
    .optional(),
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
});

export interface GeminiOptions {
  apiKey: string;
  model: string;
  /** E.g. of a proxy; else Google's own. */
  baseUrl?: string;
  timeoutMs?: number;
}

export const geminiUrl = 'https://generativelanguage.googleapis.com';

export function gemini(options: GeminiOptions): CaptionProvider {
  const { apiKey, model, baseUrl = geminiUrl, timeoutMs } = options;
  return {
    name: model,
    async describe(jpeg, signal) {
      const answer = await ask(
        {
          url: `${baseUrl.replace(/\/+$/, '')}/v1beta/models/${encodeURIComponent(model)}:generateContent`,
          // Not in the address, which ends up in logs.
          headers: { 'x-goog-api-key': apiKey },
          secret: apiKey,
          body: {
            contents: [
              {
                parts: [
                  { text: prompt },
                  { inline_data: { mime_type: 'image/jpeg', data: Buffer.from(jpeg).toString('base64') } },
                ],
              },
            ],
            // What a model thinks to itself counts, too.
            generationConfig: { responseMimeType: 'application/json', maxOutputTokens: 4096 },
          },
          signal,
          timeoutMs,
        },
        Answer,
      );
      const [first] = answer.candidates ?? [];
      const blocked =
        answer.promptFeedback?.blockReason ?? (first?.finishReason === 'SAFETY' ? 'SAFETY' : null);
      if (blocked)
        throw new CaptionFailure('refused', `The model does not describe this picture (${blocked}).`);
      return captionOf((first?.content?.parts ?? []).map(({ text }) => text ?? '').join(''));
    },
  };
}
