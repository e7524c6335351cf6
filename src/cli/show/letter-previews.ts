/** What a change of dead letters would do, for a person to read. */
import type { ChangePreview, DryRunResult } from '#contract/letter-edits';
import { counted, durationText } from '../text/units';

/** Leaves of a JSON value by their path: `options.altitude` → `"baro"`. */
function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return new Map([[path, JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leavesOf(inner, path === '' ? key : `${path}.${key}`),
    ]),
  );
}

function differences(before: unknown, after: unknown): string[] {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((path) => old.get(path) !== fresh.get(path))
    .map((path) => `  ${path}: ${old.get(path) ?? '(not set)'} → ${fresh.get(path) ?? '(not set)'}`);
}

/** How many would change and how, with the first few as samples. */
export function previewText({ count, looked, changed, unfit, samples }: ChangePreview): string {
  const of = looked < count ? `of the first ${looked} of ${count}` : `of ${counted(count, 'dead letter')}`;
  const head = `${changed} ${of} would change${unfit > 0 ? `, for ${unfit} it does not fit` : ''}`;
  const lines = samples.flatMap(({ jobId, fileName, before, after, problem }) => {
    if (problem !== null) return [`${jobId}  ${fileName}`, `  does not fit: ${problem}`];
    const changes = differences(before, after);
    return [`${jobId}  ${fileName}`, ...(changes.length > 0 ? changes : ['  stays as it is'])];
  });
  return [head, ...lines].join('\n');
}

export function dryRunText({ outcome, ms, errorCode, errorMessage }: DryRunResult): string {
  return outcome === 'completed'
    ? `It would complete; the try took ${durationText(ms)}.`
    : `It would fail again after ${durationText(ms)}: ${errorCode ?? ''} ${errorMessage ?? ''}`;
}
