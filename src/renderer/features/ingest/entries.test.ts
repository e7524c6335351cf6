import { describe, expect, it } from 'vitest';
import { walkEntries, type FoundFile, type LostEntry } from './entries';

type Tree = { [name: string]: Tree | 'file' | 'broken' };

function entry(name: string, node: Tree | 'file' | 'broken', parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  const common = { name, fullPath, isFile: typeof node === 'string', isDirectory: typeof node !== 'string' };
  if (typeof node === 'string') {
    const file = (resolve: (file: File) => void, reject: (error: Error) => void): void =>
      node === 'broken' ? reject(new Error('may not be read')) : resolve(new File(['x'], name));
    return { ...common, file } as unknown as FileSystemEntry;
  }
  const children = Object.entries(node).map(([child, below]) => entry(child, below, fullPath));
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (resolve: (entries: FileSystemEntry[]) => void) => {
        resolve(children.slice(at, at + 100)); // as Chromium does
        at += 100;
      },
    };
  };
  return { ...common, createReader } as unknown as FileSystemEntry;
}

async function walk(entries: FileSystemEntry[], signal = new AbortController().signal) {
  const found: FoundFile[] = [];
  const lost: LostEntry[] = [];
  await walkEntries(entries, { signal, onFound: (one) => found.push(one), onLost: (one) => lost.push(one) });
  return { paths: found.map((one) => one.path), lost };
}

describe('walkEntries', () => {
  it('reads folders to the bottom', async () => {
    const { paths } = await walk([
      entry('week', { mon: { 'a.igc': 'file', deep: { 'b.igc': 'file' } }, 'c.igc': 'file' }),
    ]);
    expect(paths).toEqual(['week/mon/a.igc', 'week/mon/deep/b.igc', 'week/c.igc']);
  });

  it('reads on after the first hundred entries', async () => {
    const many: Tree = Object.fromEntries(
      Array.from({ length: 1234 }, (_, index) => [`${index}.igc`, 'file' as const]),
    );
    const { paths } = await walk([entry('many', many)]);
    expect(paths).toHaveLength(1234);
    expect(new Set(paths).size).toBe(1234);
  });

  it('tells what it could not read and goes on', async () => {
    const { paths, lost } = await walk([entry('a.igc', 'broken'), entry('b.igc', 'file')]);
    expect(paths).toEqual(['b.igc']);
    expect(lost).toEqual([{ path: 'a.igc', message: 'may not be read' }]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await walk([entry('a.igc', 'file')], stop.signal)).paths).toEqual([]);
  });
});
