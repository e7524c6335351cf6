/** From the engine's result to what the library keeps: a pure function. */
import type { AllocatorOutput, Camera } from '#contract/allocator';
import type { AssetDetail, TextSource } from '#contract/media/assets';
import { unpackVector } from '../../../engines/allocator/vector';
import type { NewAsset } from '../../../stack/database/media/store-asset';
import type { UntakenResult } from '../../../stack/database/media/results';

/** The same bytes are the same asset, in every instance: a UUID (version 8) of their sha256. */
export function assetIdOf(sha256: string): string {
  const variant = ((Number.parseInt(sha256.charAt(16), 16) & 3) | 8).toString(16);
  const digits = `${sha256.slice(0, 12)}8${sha256.slice(13, 16)}${variant}${sha256.slice(17, 32)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `Canon` and `Canon EOS R5` are one name. */
export function cameraName(camera: Camera | null): string | null {
  const make = camera?.make?.trim() ?? '';
  const model = camera?.model?.trim() ?? '';
  if (model === '') return make === '' ? null : make;
  const [brand = ''] = make.toLowerCase().split(' ');
  return brand === '' || model.toLowerCase().startsWith(brand) ? model : `${make} ${model}`;
}

/** `yyyy-mm-dd` on this machine's clock. */
export function localDay(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

const isDay = /^\d{4}-\d{2}-\d{2}/;

function takenOf(
  { captured }: AllocatorOutput,
  acceptedAt: number,
): Pick<NewAsset, 'takenAt' | 'day'> & { takenSource: AssetDetail['takenSource'] } {
  if (captured && isDay.test(captured.local))
    return { takenAt: captured.atMs, day: captured.local.slice(0, 10), takenSource: captured.source };
  return { takenAt: acceptedAt, day: localDay(acceptedAt), takenSource: 'import' };
}

export function assetOf(
  result: Omit<UntakenResult, 'output'>,
  output: AllocatorOutput,
  place: string | null,
): NewAsset {
  const { embeddings, ...facts } = output;
  const camera = cameraName(output.camera);
  const texts: { source: TextSource; text: string }[] = [
    { source: 'name', text: result.fileName },
    ...output.texts,
    ...(place === null ? [] : [{ source: 'place' as const, text: place }]),
    ...(camera === null ? [] : [{ source: 'camera' as const, text: camera }]),
  ];
  return {
    id: assetIdOf(output.sha256),
    jobId: result.jobId,
    fileName: result.fileName,
    ...takenOf(output, result.acceptedAt),
    camera,
    place,
    importedAt: result.acceptedAt,
    texts,
    vectors: embeddings.map(({ frameMs, model, dims, vector }) => ({
      frameMs,
      model,
      vector: unpackVector(vector, dims),
    })),
    facts,
  };
}
