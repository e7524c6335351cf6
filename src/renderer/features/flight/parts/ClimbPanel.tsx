/** How the climbs were spread, and how the time was spent. */
import { Text } from '@mantine/core';
import type { FlightMetrics } from '#contract/xcmetrics';
import { FactList } from '../../../ui/FactList';
import { Panel } from '../../../ui/Panel';
import { formatPercent, formatSigned, formatSpan } from '../../../ui/format';
import classes from '../Flight.module.css';

const steps = [
  ['p10', '10 %'],
  ['p25', '25 %'],
  ['p50', 'Median'],
  ['p75', '75 %'],
  ['p90', '90 %'],
  ['best', 'Best'],
] as const;

export function ClimbPanel({ flight }: { flight: FlightMetrics }) {
  const { climb, circling, shareOfTime } = flight;
  const top = Math.max(0.1, climb?.best ?? 0);
  return (
    <Panel title="Climb">
      {climb ? (
        <dl className={classes.climb} aria-label="Percentiles of climb over the time in thermals">
          {steps.map(([key, name]) => (
            <div key={key}>
              <dt>{name}</dt>
              <span aria-hidden>
                <i style={{ width: `${Math.max(0, climb[key] / top) * 100}%` }} />
              </span>
              <dd>{formatSigned(climb[key], 1, 'm/s')}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Text size="sm" c="dimmed" mb={6}>
          No thermal is long enough for percentiles.
        </Text>
      )}
      <FactList
        label="How the time was spent"
        facts={[
          [
            'In thermals, gliding, searching',
            [shareOfTime.thermal, shareOfTime.glide, shareOfTime.search]
              .map((share) => formatPercent(share))
              .join(', '),
          ],
          [
            'Circling left, right, mixed',
            [circling.leftS, circling.rightS, circling.mixedS]
              .map((seconds) => formatSpan(seconds))
              .join(', '),
          ],
        ]}
      />
    </Panel>
  );
}
