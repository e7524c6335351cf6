/** The text in a picture: lines are found, cut out upright, and read one by one. */
import type { RunContext } from '#contract/engine';
import type { TextLine } from '#contract/media-extras';
import type { SmallPicture } from '../../media/picture/small-picture';
import { resized } from '../../media/picture/small-picture';
import { cutOut } from './cut-out';
import { type LineBox, lineBoxes } from './line-boxes';
import { type OcrModels, ocrModels } from './models';
import { spaced, wordGaps } from './word-gaps';

type ReadLine = Omit<TextLine, 'atMs'>;

/** Sides that the network takes are multiples of it. */
const stepPx = 32;
/** Of ImageNet, in the order of the network's channels: blue first. */
const mean = [0.485, 0.456, 0.406] as const;
const deviation = [0.229, 0.224, 0.225] as const;
/** Below, it is mostly ornament that was taken for text. */
const leastConfidence = 0.75;
const mostLines = 200;

/** In reading order. @throws FlightlineError `ENGINE_FAILED`; the signal's reason */
export async function readText(
  ctx: Pick<RunContext, 'resourcesDir' | 'signal'>,
  picture: SmallPicture,
): Promise<ReadLine[]> {
  const models = await ocrModels(ctx.resourcesDir);
  const boxes = inReadingOrder(await findLines(models, picture));
  const lines: ReadLine[] = [];
  for (const box of boxes.slice(0, mostLines)) {
    ctx.signal.throwIfAborted();
    const { text, confidence } = await readLine(models, picture, box);
    if (confidence < leastConfidence || !/[\p{L}\p{N}]/u.test(text)) continue;
    const [x, y] = [box.centre.x / picture.width, box.centre.y / picture.height];
    lines.push({ text, confidence, x, y });
  }
  return lines;
}

async function findLines({ detect, Tensor }: OcrModels, picture: SmallPicture): Promise<LineBox[]> {
  const fitted = (px: number) => Math.max(stepPx, Math.round(px / stepPx) * stepPx);
  const [width, height] = [fitted(picture.width), fitted(picture.height)];
  const { rgb } = await resized(picture, { width, height, fit: 'fill' });
  const pixels = width * height;
  const values = new Float32Array(3 * pixels);
  for (let channel = 0; channel < 3; channel++) {
    const [middle, spread] = [mean[channel] ?? 0, deviation[channel] ?? 1];
    for (let k = 0; k < pixels; k++)
      values[channel * pixels + k] = ((rgb[3 * k + 2 - channel] ?? 0) / 255 - middle) / spread;
  }
  const answer = await detect.run({
    [detect.inputNames[0] ?? '']: new Tensor('float32', values, [1, 3, height, width]),
  });
  const map = answer[detect.outputNames[0] ?? '']?.data as Float32Array;
  const [scaleX, scaleY] = [picture.width / width, picture.height / height];
  return lineBoxes(map, width, height).map((box) => ({
    centre: { x: box.centre.x * scaleX, y: box.centre.y * scaleY },
    along: box.along,
    width: box.width * Math.hypot(box.along.x * scaleX, box.along.y * scaleY),
    height: box.height * Math.hypot(box.along.y * scaleX, box.along.x * scaleY),
  }));
}

/** Rows from top to bottom, each from left to right; boxes whose middles differ by less than half a line are of one row. */
export function inReadingOrder(boxes: readonly LineBox[]): LineBox[] {
  const rows: LineBox[][] = [];
  for (const box of [...boxes].sort((a, b) => a.centre.y - b.centre.y)) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    const isSame = first && box.centre.y - first.centre.y < Math.min(first.height, box.height) / 2;
    if (row && isSame) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.centre.x - b.centre.x));
}

/** Greedy decoding of connectionist temporal classification: repeats and blanks fall out. */
async function readLine(
  { recognise, characters, Tensor }: OcrModels,
  picture: SmallPicture,
  box: LineBox,
): Promise<{ text: string; confidence: number }> {
  const { values, width, height } = cutOut(picture, box);
  const answer = await recognise.run({
    [recognise.inputNames[0] ?? '']: new Tensor('float32', values, [1, 3, height, width]),
  });
  const output = answer[recognise.outputNames[0] ?? ''];
  const classes = output?.dims.at(-1) ?? 1;
  const shares = output?.data as Float32Array;
  const read: { text: string; x: number }[] = [];
  const stepsPx = (width * classes) / Math.max(1, shares.length);
  let sum = 0;
  let before = 0;
  for (let from = 0; from + classes <= shares.length; from += classes) {
    let best = 0;
    for (let k = 1; k < classes; k++) if ((shares[from + k] ?? 0) > (shares[from + best] ?? 0)) best = k;
    if (best !== 0 && best !== before) {
      read.push({ text: characters[best] ?? '', x: (from / classes + 0.5) * stepsPx });
      sum += shares[from + best] ?? 0;
    }
    before = best;
  }
  const text = spaced(read, wordGaps(values, width, height));
  return { text: text.normalize('NFKC'), confidence: read.length === 0 ? 0 : sum / read.length };
}
