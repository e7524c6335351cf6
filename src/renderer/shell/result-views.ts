/** Which view shows the result of which engine: a new engine's view is one line here. */
import { lazy, type ComponentType } from 'react';
import type { JobAnswer } from './api-types';

export interface ResultViewProps {
  jobId: string;
  engine: string;
  fileName: string;
  /** The engine's output as it came; the view parses it with the engine's schema. */
  output: unknown;
  /** The newest job of each engine on the same file: the other steps of its workflow. */
  sameFile: JobAnswer['sameFile'];
  /** Names of the derived forms that can be had. */
  views: readonly string[];
}

/** One page for all steps of a flight's workflow, whichever of them was opened. */
const flight = lazy(() =>
  import('../features/flight/FlightResult').then((m) => ({ default: m.FlightResult })),
);

export const resultViews: Readonly<Record<string, ComponentType<ResultViewProps>>> = {
  xcmetrics: flight,
  dem: flight,
  geolookup: flight,
  xcscore: flight,
};
