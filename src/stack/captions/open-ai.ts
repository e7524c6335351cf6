/** Anything that speaks OpenAI's chat completions with pictures: OpenAI, Ollama, LM Studio, vLLM, llama.cpp. */
import { z } from 'zod';
import { ask, captionOf } from './ask';
import { CaptionFailure, type CaptionProvider, prompt } from './caption-provider';

const Answer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
});

export interface OpenAiOptions {
  /** E.g. `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  /** Servers of one's own often need none. */
  apiKey?: string;
  timeoutMs?: number;
}

export function openAi({ baseUrl, model, apiKey, timeoutMs }: OpenAiOptions): CaptionProvider {
  return {
    name: model,
    async describe(jpeg, signal) {
      const url = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
      const answer = await ask(
        {
          url: `${baseUrl.replace(/\/+$/, '')}/chat/completions`,
          headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
          secret: apiKey,
          body: {
            // No limits and no temperature: newer models refuse the names that older servers want.
            model,
            messages: [
              {
                role: 'user',
                content: [
                  { type: 'text', text: prompt },
                  { type: 'image_url', image_url: { url, detail: 'low' } },
                ],
              },
            ],
          },
          signal,
          timeoutMs,
        },
        Answer,
      );
      const [choice] = answer.choices;
      const message = choice?.message;
      if (message?.refusal) throw new CaptionFailure('refused', 'The model does not describe this picture.');
      if (choice?.finish_reason === 'length')
        throw new CaptionFailure(
          'nonsense',
          'The model’s answer was cut off; its server limits how long it may be.',
        );
      return captionOf(message?.content ?? '');
    },
  };
}
