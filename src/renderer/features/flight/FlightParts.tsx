/** What stands below map and barogram: places, terrain, wind, climb, engine, quality. */
import type { FlightMetrics, XcmetricsOutput } from '#contract/xcmetrics';
import { ClimbPanel } from './parts/ClimbPanel';
import { EnginePanel } from './parts/EnginePanel';
import { PlacesPanel } from './parts/PlacesPanel';
import { WindPanel } from './parts/WindPanel';
import { Quality } from './Quality';
import { TerrainPanel } from './terrain/TerrainPanel';
import type { FlightSteps } from './use-steps';
import classes from './Flight.module.css';

interface FlightPartsProps {
  steps: FlightSteps;
  result: XcmetricsOutput | null;
  flight: FlightMetrics | null;
  index: number;
}

export function FlightParts({ steps, result, flight, index }: FlightPartsProps) {
  const wanted = { startIso: flight?.takeoff.time ?? '', index };
  return (
    <div className={classes.parts}>
      <PlacesPanel step={steps.geolookup} wanted={wanted} />
      <TerrainPanel step={steps.dem} wanted={wanted} />
      {flight && <WindPanel wind={flight.wind} />}
      {flight && <ClimbPanel flight={flight} />}
      {flight && <EnginePanel engine={flight.engine} />}
      {result && <Quality result={result} />}
    </div>
  );
}
