/** When something was taken: the camera's clock, and its offset where the file gives one. */
import type { CaptureTime } from '#contract/allocator';

/** `2024:05:01 12:03:04`, also with dashes, `T`, fractions and an offset, as XMP has it. */
const stamp = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?/;
const zone = /^([+-])(\d\d):?(\d\d)$/;
const earliest = Date.UTC(1900, 0, 1);
const dayMs = 24 * 3600_000;

function offsetOf(text: unknown): number | null {
  if (text === 'Z') return 0;
  const parts = typeof text === 'string' ? zone.exec(text.trim()) : null;
  if (!parts) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return minutes > 16 * 60 ? null : minutes * (parts[1] === '-' ? -1 : 1);
}

/** @param times the first usable one counts @param offsets likewise; one within the time goes before */
export function captureTime(
  times: readonly unknown[],
  offsets: readonly unknown[],
  source: CaptureTime['source'],
): CaptureTime | null {
  for (const time of times) {
    const parts = typeof time === 'string' ? stamp.exec(time.trim()) : null;
    if (!parts) continue;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
      .slice(1, 7)
      .map((part) => Number(part ?? 0));
    const clockMs = Date.UTC(year, month - 1, day, hour, minute, second);
    const clock = new Date(clockMs);
    // A date that rolls over, such as February 30th or all zeros, is none.
    if (clock.getUTCMonth() !== month - 1 || clock.getUTCDate() !== day || hour > 23 || minute > 59) continue;
    if (clockMs < earliest || clockMs > Date.now() + dayMs) continue;
    const offsetMin = offsetOf(parts[7]) ?? offsets.map(offsetOf).find((offset) => offset !== null) ?? null;
    return {
      atMs: clockMs - (offsetMin ?? 0) * 60_000,
      local: clock.toISOString().slice(0, 19),
      offsetMin,
      source,
    };
  }
  return null;
}

/** `IMG_20240501_120304.jpg`, `2024-05-01 12.03.04.png` and the like: what phones call their pictures. */
const inName = /(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)[-_ T.]+(\d\d)[-_.:]?(\d\d)[-_.:]?(\d\d)/;

export function captureTimeOfName(fileName: string): CaptureTime | null {
  const parts = inName.exec(fileName);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  return captureTime([`${year}-${month}-${day}T${hour}:${minute}:${second}`], [], 'name');
}
