/** onnxruntime, loaded with the first model: it takes 45 MB that processes of other engines need not hold. */
import type { InferenceSession } from 'onnxruntime-node';

/** Two threads cost twice the time of one for half as much again; there are as many engine threads as cores. */
const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  executionProviders: ['cpu'],
};

export async function loadOnnx() {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  return { InferenceSession, Tensor, sessionOptions };
}
