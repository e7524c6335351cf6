/** Which model is to be used, and where it is. Nothing is ever fetched: a model is shipped, or its folder is there. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ActiveModel, ModelFacts, ModelId } from '#contract/allocator';
import { builtInModel, embeddingDims } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import { builtInFacts, openBuiltIn } from './built-in';
import { openClip } from './clip';
import type { EmbeddingProvider } from './provider';

/** Folder layout of the ONNX exports that transformers.js uses; the smaller one when both are there. */
const precisions = [
  { suffix: 'q8', vision: 'onnx/vision_model_quantized.onnx', text: 'onnx/text_model_quantized.onnx' },
  { suffix: 'fp32', vision: 'onnx/vision_model.onnx', text: 'onnx/text_model.onnx' },
] as const;
const tokenizerFile = 'tokenizer.json';

export interface ClipFolder {
  facts: ModelFacts;
  vision: string;
  /** Null: pictures only. */
  text: { model: string; tokenizer: string } | null;
}

/** `openai/clip-vit-base-patch32` → `clip-vit-base-patch32`, part of the id: who exported it says nothing of what it is. */
const baseName = (model: string) =>
  (model.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/[^a-z0-9.-]+/g, '-');

/** Folders of that name in the models' folder, or in a folder there. */
function foldersNamed(modelsDir: string, name: string): string[] {
  const inside = (dir: string) =>
    existsSync(dir) ? readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  return inside(modelsDir).flatMap((entry) => {
    const folder = path.join(modelsDir, entry.name);
    const deeper = inside(folder).map((child) => path.join(folder, child.name));
    return [folder, ...deeper].filter((found) => baseName(found) === name);
  });
}

/** The models that a name stands for, as far as they are there, preferred first. */
function clipFolders(modelsDir: string, wanted: string): ClipFolder[] {
  const name = baseName(wanted);
  return foldersNamed(modelsDir, name).flatMap((folder) =>
    precisions.flatMap(({ suffix, vision, text }) => {
      if (!existsSync(path.join(folder, vision))) return [];
      const words = existsSync(path.join(folder, text)) && existsSync(path.join(folder, tokenizerFile));
      return [
        {
          facts: clipFacts(`${name}-${suffix}`, { words }),
          vision: path.join(folder, vision),
          text: words
            ? { model: path.join(folder, text), tokenizer: path.join(folder, tokenizerFile) }
            : null,
        },
      ];
    }),
  );
}

/** Unrelated photos lie at some 0.5 of each other in CLIP's space, and copies close to 1. */
const clipFacts = (id: ModelId, { words }: { words: boolean }): ModelFacts => ({
  id,
  title: `CLIP (${id})`,
  dims: embeddingDims,
  text: words,
  cutOff: 0.7,
  nearDuplicate: 0.93,
  randomMean: 0.53,
  randomDeviation: 0.09,
});

/** What new work uses. Cheap: it only looks whether files are there. */
export function activeModel({ modelsDir, wanted }: { modelsDir: string; wanted: string }): ActiveModel {
  if (wanted === '' || wanted === builtInModel)
    return { active: builtInFacts, wanted: null, problem: null, folder: modelsDir };
  const [found] = clipFolders(modelsDir, wanted);
  if (found) return { active: found.facts, wanted, problem: null, folder: modelsDir };
  return {
    active: builtInFacts,
    wanted,
    problem: `There is no folder ${baseName(wanted)} with onnx/vision_model.onnx (or its quantized form); nothing is downloaded. The built-in model is used until it is there.`,
    folder: modelsDir,
  };
}

const opened = new Map<string, Promise<EmbeddingProvider>>();

/** Opens a model, once in each thread. @throws FlightlineError `MODEL_MISSING` */
export function openModel(
  places: { resourcesDir: string; modelsDir: string },
  id: ModelId,
): Promise<EmbeddingProvider> {
  const key = `${id}\0${places.modelsDir}\0${places.resourcesDir}`;
  const before = opened.get(key);
  if (before) return before;
  const opening = open(places, id);
  opened.set(key, opening);
  opening.catch(() => opened.delete(key));
  return opening;
}

async function open(
  { resourcesDir, modelsDir }: { resourcesDir: string; modelsDir: string },
  id: ModelId,
): Promise<EmbeddingProvider> {
  if (id === builtInModel) return openBuiltIn(resourcesDir);
  const name = id.replace(/-(q8|fp32)$/, '');
  const found = clipFolders(modelsDir, name).find(({ facts }) => facts.id === id);
  if (found) return openClip(found);
  throw new FlightlineError('MODEL_MISSING', `The weights of ${id} are not in ${modelsDir} any more.`);
}
