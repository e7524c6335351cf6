/** All engines. Adding one is its folder and one line here. */
import type { Engine } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { Pool } from '#contract/queues';
import { allocator } from './allocator/engine';
import { dem } from './dem/engine';
import { geolookup } from './geolookup/engine';
import { mediaextras } from './mediaextras/engine';
import { xcmetrics } from './xcmetrics/engine';
import { xcscore } from './xcscore/engine';

/**
 * Forgets an engine's own types: whoever takes it from the registry hands it options and outputs that were parsed with
 * its schemas, which is what makes the cast sound.
 */
function registered<Options, Output>(engine: Engine<Options, Output>): Engine {
  return engine as unknown as Engine;
}

/** In the order in which a file's jobs run. */
export const engines: readonly Engine[] = [
  registered(xcmetrics),
  registered(dem),
  registered(geolookup),
  registered(xcscore),
  registered(allocator),
  registered(mediaextras),
];

const byName = new Map(engines.map((engine) => [engine.name, engine]));

export function findEngine(name: string): Engine | undefined {
  return byName.get(name);
}

/** @throws FlightlineError `NOT_FOUND` */
export function engineNamed(name: string): Engine {
  const engine = byName.get(name);
  if (!engine) {
    const known = engines.map((one) => one.name).join(', ');
    throw new FlightlineError('NOT_FOUND', `There is no engine named ${name}; there are: ${known}.`);
  }
  return engine;
}

export function enginesOfPool(pool: Pool): Engine[] {
  return engines.filter((engine) => engine.pool === pool);
}
