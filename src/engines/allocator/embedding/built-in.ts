/** The visual model that is shipped: MobileNetV2-1.4 features. It sees likeness; it knows no words. */
import path from 'node:path';
import { builtInModel, embeddingDims } from '#contract/allocator';
import type { ModelFacts } from '#contract/allocator';
import { FlightlineError, messageOf } from '#contract/errors';
import { loadOnnx } from '../../media/load-onnx';
import type { EmbeddingProvider } from './provider';
import { tensorPx } from './provider';

/** Measured on pictures that its statistics did not see: docs/engines/allocator.md. */
export const builtInFacts: ModelFacts = {
  id: builtInModel,
  title: 'Visual similarity (MobileNetV2)',
  dims: embeddingDims,
  text: false,
  cutOff: 0.5,
  nearDuplicate: 0.72,
  randomMean: 0.03,
  randomDeviation: 0.19,
};

/** @throws FlightlineError `ENGINE_FAILED` when the model was not built */
export async function openBuiltIn(resourcesDir: string): Promise<EmbeddingProvider> {
  const file = path.join(resourcesDir, 'allocator', `${builtInModel}.onnx`);
  const { InferenceSession, Tensor, sessionOptions } = await loadOnnx();
  const session = await InferenceSession.create(file, sessionOptions).catch((error: unknown) => {
    throw new FlightlineError(
      'ENGINE_FAILED',
      `The visual model cannot be loaded (${messageOf(error)}); run npm run build.`,
      { cause: error },
    );
  });
  return {
    facts: builtInFacts,
    embedText: null,
    async embedImage(tensor) {
      const pixels = new Tensor('uint8', tensor, [1, tensorPx, tensorPx, 3]);
      const { embedding } = await session.run({ pixels });
      return Float32Array.from(embedding?.data as Float32Array);
    },
  };
}
