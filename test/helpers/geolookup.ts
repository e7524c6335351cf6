/** Contexts for tests of the engine geolookup: the packed map data, and a state of one's own. */
import path from 'node:path';
import type { EngineAct, EngineQuery, WritableEngineState } from '#contract/engine';
import { ensureGeoData } from '../../scripts/lib/geo-data.mjs';
import { memoryState, noFiles } from './engine-state';

export const resourcesDir = path.resolve('resources');

/** Packing takes half a minute of CPU where it was not done before. */
export const packLimitMs = 240_000;
export const packGeoData = ensureGeoData;

let states = 0;

/** Revisions of different states never agree, as in an instance: what was read is kept by revision. */
export function freshState(): WritableEngineState {
  const state = memoryState();
  const name = `state-${++states}`;
  return {
    get revision() {
      return state.revision && `${name}-${state.revision}`;
    },
    read: state.read,
    write: state.write,
    remove: state.remove,
  };
}

export class AskedEngine {
  readonly state = freshState();
  readonly ctx = { resourcesDir, ...noFiles, state: this.state, signal: new AbortController().signal };

  constructor(
    private readonly queries: Record<string, EngineQuery>,
    private readonly acts: Record<string, EngineAct>,
  ) {}

  /** As the gateway does: input by the schema first. */
  async ask(name: string, input: unknown): Promise<unknown> {
    const query = this.queries[name];
    if (!query) throw new Error(`No query ${name}.`);
    return query.answer(this.ctx, query.input.parse(input));
  }

  async act(name: string, input: unknown): Promise<unknown> {
    const act = this.acts[name];
    if (!act) throw new Error(`No act ${name}.`);
    return act.carryOut(this.ctx, act.input.parse(input));
  }
}
