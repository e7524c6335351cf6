import path from 'node:path';

/** Whether `inner` is `folder` or lies in it. Both absolute; links are resolved by who asks, where they matter. */
export function isInside(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}
