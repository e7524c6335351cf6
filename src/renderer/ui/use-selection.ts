/** Rows that are chosen, by key; with Shift a stretch of rows. */
import { useCallback, useEffect, useRef, useState } from 'react';

interface SelectionSource<Row> {
  rowAt(index: number): Row | undefined;
  rowKey(row: Row): string;
}

export interface Selection<Row> {
  chosen: ReadonlySet<string>;
  choose(row: Row, index: number, extend: boolean): void;
  set(keys: Iterable<string>): void;
  clear(): void;
}

/** `choose` stays the same function while rows change, so that rows on screen are not drawn again for it. */
export function useSelection<Row>(source: SelectionSource<Row>): Selection<Row> {
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<number | null>(null);
  const choose = useCallback((row: Row, index: number, extend: boolean) => {
    const { rowAt, rowKey } = latest.current;
    const from = extend && anchor.current !== null ? anchor.current : index;
    anchor.current = index;
    setChosen((old) => {
      const next = new Set(old);
      if (from === index && !extend) {
        const key = rowKey(row);
        if (!next.delete(key)) next.add(key);
        return next;
      }
      for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
        const other = rowAt(at);
        if (other !== undefined) next.add(rowKey(other));
      }
      return next;
    });
  }, []);
  const set = useCallback((keys: Iterable<string>) => setChosen(new Set(keys)), []);
  const clear = useCallback(() => setChosen((old) => (old.size === 0 ? old : new Set())), []);
  return { chosen, choose, set, clear };
}
