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
  /** Another address for tests. */
  baseUrl?: string;
  timeoutMs?: number;
}

export function gemini(options: GeminiOptions): CaptionProvider {
  const { apiKey, model, baseUrl = 'https://generativelanguage.googleapis.com', timeoutMs } = options;
  return {
    name: model,
    async describe(jpeg, signal) {
      const answer = await ask(
        {
          url: `${baseUrl}/v1beta/models/${encodeURIComponent(model)}:generateContent`,
          // Not in the address, which ends up in logs.
          headers: { 'x-goog-api-key': apiKey },
          body: {
            contents: [
              {
                parts: [
                  { text: prompt },
                  { inline_data: { mime_type: 'image/jpeg', data: Buffer.from(jpeg).toString('base64') } },
                ],
              },
            ],
            generationConfig: {
              responseMimeType: 'application/json',
              temperature: 0.2,
              maxOutputTokens: 512,
            },
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
