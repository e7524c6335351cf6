/** CLIP from a folder of weights: pictures and words in one space (Radford and others, 2021). */
import { readFile } from 'node:fs/promises';
import { embeddingDims } from '#contract/allocator';
import { FlightlineError, messageOf } from '#contract/errors';
import { normalised } from '../vector';
import { loadOnnx } from '../../media/load-onnx';
import type { ClipFolder } from './models';
import type { EmbeddingProvider } from './provider';
import { tensorPx } from './provider';

/** Of the pictures that CLIP was trained on, for values of 0 to 1. */
const mean = [0.48145466, 0.4578275, 0.40821073] as const;
const deviation = [0.26862954, 0.26130258, 0.27577711] as const;
/** Words and pieces of words, with begin and end. */
const mostTokens = 77;

/** @throws FlightlineError `MODEL_MISSING` when the weights cannot be loaded or are of another shape */
export async function openClip(folder: ClipFolder): Promise<EmbeddingProvider> {
  const { InferenceSession, Tensor, sessionOptions } = await loadOnnx();
  const load = (file: string) =>
    InferenceSession.create(file, sessionOptions).catch((error: unknown) => {
      throw new FlightlineError(
        'MODEL_MISSING',
        `The weights in ${file} cannot be loaded: ${messageOf(error)}`,
        {
          cause: error,
        },
      );
    });
  const vision = await load(folder.vision);
  return {
    facts: folder.facts,
    async embedImage(tensor) {
      const values = new Tensor('float32', planes(tensor), [1, 3, tensorPx, tensorPx]);
      const { image_embeds: embedding } = await vision.run({ pixel_values: values });
      return asVector(embedding?.data);
    },
    embedText: folder.text ? await textEmbedder(folder.text, load) : null,
  };

  async function textEmbedder(
    { model, tokenizer: tokenizerFile }: NonNullable<ClipFolder['text']>,
    open: typeof load,
  ): Promise<NonNullable<EmbeddingProvider['embedText']>> {
    const { Tokenizer } = await import('@huggingface/tokenizers');
    const tokenizer = new Tokenizer(JSON.parse(await readFile(tokenizerFile, 'utf8')) as object, {});
    const session = await open(model);
    return async (text) => {
      const { ids } = tokenizer.encode(text);
      const kept = ids.length > mostTokens ? [...ids.slice(0, mostTokens - 1), ids.at(-1) ?? 0] : ids;
      const shape = [1, kept.length];
      const feeds = {
        input_ids: new Tensor('int64', BigInt64Array.from(kept, BigInt), shape),
        attention_mask: new Tensor('int64', new BigInt64Array(kept.length).fill(1n), shape),
      };
      const wanted = Object.fromEntries(
        Object.entries(feeds).filter(([name]) => session.inputNames.includes(name)),
      );
      const { text_embeds: embedding } = await session.run(wanted);
      return asVector(embedding?.data);
    };
  }
}

function asVector(data: unknown): Float32Array {
  if (!(data instanceof Float32Array) || data.length !== embeddingDims)
    throw new FlightlineError(
      'MODEL_MISSING',
      `The weights do not give ${embeddingDims} figures: only CLIP ViT-B/32 and B/16 with projection fit.`,
    );
  return normalised(data);
}

/** From pixels to one plane for each colour, as the network was trained. */
function planes(tensor: Uint8Array): Float32Array {
  const pixels = tensorPx * tensorPx;
  const values = new Float32Array(3 * pixels);
  for (let colour = 0; colour < 3; colour++)
    for (let k = 0; k < pixels; k++)
      values[colour * pixels + k] =
        ((tensor[3 * k + colour] ?? 0) / 255 - (mean[colour] ?? 0)) / (deviation[colour] ?? 1);
  return values;
}
