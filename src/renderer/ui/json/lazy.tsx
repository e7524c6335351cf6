/** The JSON editor and the diff, loaded when they are first shown: half a megabyte that most pages do not need. */
import { lazy } from 'react';

export const LazyJsonEditor = lazy(() => import('./JsonEditor'));
export const LazyJsonDiff = lazy(() => import('./JsonDiff'));

export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? 'null';
}
