/** PP-OCRv4 (PaddleOCR, Apache-2.0) as ONNX: one network finds lines of text, another reads them. Loaded once in each thread. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { FlightlineError, messageOf } from '#contract/errors';
import { loadOnnx } from '../../media/load-onnx';

export interface OcrModels {
  detect: InferenceSession;
  recognise: InferenceSession;
  /** By class of the recognising network; 0 is the blank between characters. */
  characters: readonly string[];
  Tensor: typeof Tensor;
}

const opened = new Map<string, Promise<OcrModels>>();

/** @throws FlightlineError `ENGINE_FAILED` when the models were not packed */
export function ocrModels(resourcesDir: string): Promise<OcrModels> {
  const before = opened.get(resourcesDir);
  if (before) return before;
  const opening = open(path.join(resourcesDir, 'mediaextras'));
  opened.set(resourcesDir, opening);
  opening.catch(() => opened.delete(resourcesDir));
  return opening;
}

async function open(folder: string): Promise<OcrModels> {
  try {
    const { InferenceSession, Tensor, sessionOptions } = await loadOnnx();
    const [detect, recognise, keys] = await Promise.all([
      InferenceSession.create(path.join(folder, 'text-lines.onnx'), sessionOptions),
      InferenceSession.create(path.join(folder, 'text-words.onnx'), sessionOptions),
      readFile(path.join(folder, 'characters.txt'), 'utf8'),
    ]);
    const characters = ['', ...keys.replace(/\r?\n$/, '').split(/\r?\n/), ' '];
    return { detect, recognise, characters, Tensor };
  } catch (error) {
    throw new FlightlineError(
      'ENGINE_FAILED',
      `The networks that read text cannot be loaded (${messageOf(error)}); run npm run build.`,
      { cause: error },
    );
  }
}
