/** What differs between two values, by path: for the before and after of an act. */

export interface Difference {
  /** E.g. `counts.paused` or `0.name`. */
  path: string;
  before: unknown;
  after: unknown;
}

/** A missing side is undefined; equal parts are left out. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (isNested(before) && isNested(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
