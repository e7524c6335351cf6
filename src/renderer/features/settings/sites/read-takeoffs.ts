/** The take-offs of the newest flights, from the results of geolookup. */
import { z } from 'zod';
import { client } from '../../../shell/api';

const mostFlights = 500;
const End = z.object({ lat: z.number(), lon: z.number(), seen: z.boolean() });
const Places = z.object({ flights: z.array(z.object({ takeoff: End })) });

/** Only take-offs that are in the file: a track that begins in the air tells nothing about sites. */
export function takeoffsOf(output: unknown): { lat: number; lon: number }[] {
  const found = Places.safeParse(output);
  if (!found.success) return [];
  return found.data.flights
    .filter(({ takeoff }) => takeoff.seen)
    .map(({ takeoff: { lat, lon } }) => ({ lat, lon }));
}

export async function readTakeoffs(signal: AbortSignal): Promise<{ lat: number; lon: number }[]> {
  const filter = { engine: 'geolookup', states: ['completed' as const] };
  const { rows } = await client.jobs.page.query({ filter, limit: mostFlights }, { signal });
  const takeoffs: { lat: number; lon: number }[] = [];
  for (const { id } of rows) {
    const { output } = await client.jobs.get.query({ id }, { signal });
    takeoffs.push(...takeoffsOf(output));
  }
  return takeoffs;
}
