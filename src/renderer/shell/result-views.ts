/** Which view shows the result of which engine: a new engine's view is one line here. */
import { lazy, type ComponentType } from 'react';

export interface ResultViewProps {
  jobId: string;
  fileName: string;
  /** The engine's output as it came; the view parses it with the engine's schema. */
  output: unknown;
  /** Names of the derived forms that can be had. */
  views: readonly string[];
}

export const resultViews: Readonly<Record<string, ComponentType<ResultViewProps>>> = {
  xcmetrics: lazy(() => import('../features/flight/FlightResult').then((m) => ({ default: m.FlightResult }))),
};
