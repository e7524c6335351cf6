/** The one-degree cells that the newest flights lack terrain in, by their terrain runs. */
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { client, trpc } from '../../../shell/api';

/** The newest runs that are looked at. */
const mostRuns = 200;
const Lacking = z.object({ missingTiles: z.array(z.string()) });

export interface MissingCells {
  /** By how many flights lie in them, most first. */
  cells: { name: string; flights: number }[];
  runs: number;
}

/** @param scannedAt of the folders: a new scan asks again */
export function useMissingCells(scannedAt: string | null) {
  return useQuery({
    queryKey: [...trpc.engines.pathKey(), 'missing cells', scannedAt],
    queryFn: async ({ signal }): Promise<MissingCells> => {
      const engine = (await client.system.engines.query()).find(({ name }) => name === 'dem');
      const column = engine?.columns.findIndex(({ key }) => key === 'missingTiles') ?? -1;
      const filter = { engine: 'dem', states: ['completed' as const] };
      const { rows } = await client.jobs.page.query({ filter, limit: mostRuns }, { signal });
      const lacking = rows.filter(({ summary }) => Number(summary?.[column] ?? 0) > 0);
      return {
        cells: await countCells(
          lacking.map(({ id }) => id),
          signal,
        ),
        runs: rows.length,
      };
    },
    staleTime: 30_000,
  });
}

async function countCells(ids: readonly string[], signal: AbortSignal): Promise<MissingCells['cells']> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const { output } = await client.jobs.get.query({ id }, { signal });
    const found = Lacking.safeParse(output);
    for (const name of found.success ? found.data.missingTiles : [])
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, flights]) => ({ name, flights }))
    .sort((a, b) => b.flights - a.flights || a.name.localeCompare(b.name));
}
