/** CPU and memory of each process over the last minute, from the samples that charts are drawn from. */
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';

export interface Trend {
  /** Cores. */
  cpu: number[];
  /** Bytes. */
  memory: number[];
}

const seconds = 60;

export function useProcessTrends(): ReadonlyMap<string, Trend> {
  const history = useQuery({ ...trpc.metrics.history.queryOptions({ seconds }), staleTime: Infinity }).data;
  return useMemo(() => {
    const trends = new Map<string, Trend>();
    for (const { processes } of history ?? [])
      for (const { name, cpu, rssBytes } of processes) {
        const trend = trends.get(name) ?? { cpu: [], memory: [] };
        trend.cpu.push(cpu);
        trend.memory.push(rssBytes);
        trends.set(name, trend);
      }
    return trends;
  }, [history]);
}
