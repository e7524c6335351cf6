/** The headline numbers of a flight. */
import type { FlightMetrics } from '#contract/xcmetrics';
import { Figure, Figures } from '../../ui/Figure';
import { Time } from '../../ui/Time';
import { formatNumber, formatPercent, formatSigned, formatSpan } from '../../ui/format';

export function FlightFigures({ flight }: { flight: FlightMetrics }) {
  return (
    <Figures label="Figures of the flight">
      <Figure
        label="Airtime"
        value={formatSpan(flight.airtimeS)}
        hint={
          <>
            <Time at={flight.takeoff.time} part="minute" /> – <Time at={flight.landing.time} part="minute" />
          </>
        }
      />
      <Figure
        label="Track"
        value={formatNumber(flight.trackKm, 1, 'km')}
        hint={`${formatNumber(flight.maxFromTakeoffKm, 1, 'km')} from start`}
      />
      <Figure
        label="Highest"
        value={formatNumber(flight.maxAltitudeM, 0, 'm')}
        hint={`start ${formatSigned(flight.maxAboveTakeoffM, 0, 'm')}`}
      />
      <Figure
        label="Largest gain"
        value={formatNumber(flight.maxGainM, 0, 'm')}
        hint={`${formatNumber(flight.totalClimbM, 0, 'm')} in all`}
      />
      <Figure
        label="Best climb"
        value={formatSigned(flight.bestClimbMps, 1, 'm/s')}
        hint={`worst sink ${formatSigned(flight.bestSinkMps, 1)}`}
      />
      <Figure
        label="Thermals"
        value={flight.thermals.length}
        hint={`mean ${formatSigned(flight.thermalAverageClimbMps, 1)}, ${formatPercent(flight.shareOfTime.thermal)}`}
      />
      <Figure
        label="Glide ratio"
        value={formatNumber(flight.glideAverageRatio, 1)}
        hint={`${formatPercent(flight.shareOfTime.glide)} of time`}
      />
      <Figure
        label="Ground speed"
        value={formatNumber(flight.averageGroundSpeedKmh, 0, 'km/h')}
        hint={`${formatNumber(flight.maxGroundSpeedKmh, 0, 'km/h')} most`}
      />
    </Figures>
  );
}
