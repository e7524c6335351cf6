/** Chosen assets; with Shift a whole range of what is shown in order. */
import { useCallback, useRef, useState } from 'react';

export interface Chosen {
  ids: ReadonlySet<string>;
  choose(id: string, range: boolean, among: readonly string[]): void;
  clear(): void;
}

export function useChosen(): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const choose = useCallback((id: string, range: boolean, among: readonly string[]) => {
    const [from, to] = [among.indexOf(last.current ?? ''), among.indexOf(id)];
    setIds((before) => {
      const next = new Set(before);
      if (range && from >= 0 && to >= 0)
        for (const one of among.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
      else if (!next.delete(id)) next.add(id);
      return next;
    });
    last.current = id;
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, choose, clear };
}
