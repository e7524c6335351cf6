/** What is fuzzed with spoilt flights: each takes any bytes and answers, or refuses with an error of the catalogue. */
import path from 'node:path';
import type { Engine, RunContext } from '../../src/contract/engine';
import { FlightlineError } from '../../src/contract/errors';
import { XcmetricsOptions, XcmetricsOutput } from '../../src/contract/xcmetrics';
import { XcmetricsTrack } from '../../src/contract/xcmetrics-track';
import { engines } from '../../src/engines/registry';
import { parseIgc } from '../../src/engines/igc/parse-igc';
import { describe, segmentTrack } from '../../src/engines/xcmetrics/analyse';
import { csvView } from '../../src/engines/xcmetrics/view-csv';
import { geojsonView } from '../../src/engines/xcmetrics/view-geojson';
import { legacyView } from '../../src/engines/xcmetrics/view-legacy';
import { trackView } from '../../src/engines/xcmetrics/view-track';
import { memoryState, noFiles } from './engine-state';

export interface FuzzTarget {
  name: string;
  run(bytes: Uint8Array): unknown;
}

const options = XcmetricsOptions.parse({});

export const igcFuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'parser',
    run(bytes) {
      const { fixes, extensions, warnings } = parseIgc(bytes);
      const all = Uint32Array.from({ length: fixes.n }, (_, i) => i);
      for (const code of extensions.codes) extensions.values(code, all);
      return warnings.list();
    },
  },
  {
    name: 'xcmetrics',
    run(bytes) {
      const segmented = segmentTrack(bytes, options);
      const output = XcmetricsOutput.parse(describe(segmented, options)); // refuses what is not finite
      geojsonView(segmented, output);
      csvView(segmented);
      legacyView(segmented, output);
      return XcmetricsTrack.parse(trackView(segmented));
    },
  },
];

/** A whole run of an engine, with terrain and sites that nobody has set. */
function wholeRun(engine: Engine, options: Record<string, unknown> = {}): FuzzTarget {
  const parsed = engine.options.parse(options);
  return {
    name: engine.name,
    async run(bytes) {
      const context: RunContext = {
        blobs: { read: () => Promise.resolve(bytes) },
        resourcesDir: path.resolve('resources'),
        ...noFiles,
        state: memoryState(),
        progress: () => undefined,
        log: { info: () => undefined, warn: () => undefined },
        signal: new AbortController().signal,
      };
      const file = { sha256: '', sizeBytes: bytes.length, fileName: 'fuzz.igc' };
      return engine.output.parse(await engine.run(context, { file, options: parsed }));
    },
  };
}

/** The engines of flights behind xcmetrics: slower, so for the bench only. */
export const engineFuzzTargets: readonly FuzzTarget[] = engines
  .filter(
    ({ name, accepts }) => name !== 'xcmetrics' && accepts.some(({ suffixes }) => suffixes.includes('.igc')),
  )
  .map((engine) => wholeRun(engine));

/** Null when the target did what it may: answer, or refuse with a reason that another attempt would not change. */
export async function faultOf({ run }: FuzzTarget, bytes: Uint8Array): Promise<string | null> {
  try {
    await run(bytes);
    return null;
  } catch (error) {
    if (error instanceof FlightlineError && ['INVALID_FLIGHT', 'EMPTY_FILE'].includes(error.code))
      return null;
    return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  }
}
