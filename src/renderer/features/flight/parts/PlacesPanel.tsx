/** Where the flight began and ended: site, place, region, country, local time. */
import type { FlightEnd, GeolookupOutput } from '#contract/geolookup';
import { Text } from '@mantine/core';
import { FactList } from '../../../ui/FactList';
import { Panel } from '../../../ui/Panel';
import { formatUtc } from '../../../ui/time-format';
import { matchFlight } from '../match-flight';
import { StepNote } from '../StepNote';
import type { Step } from '../steps';
import { distanceText, localTimeText, placeText, regionText } from './place-text';
import classes from '../Flight.module.css';

interface PlacesPanelProps {
  step: Step<GeolookupOutput>;
  wanted: { startIso: string; index: number };
}

export function PlacesPanel({ step, wanted }: PlacesPanelProps) {
  const flight = step.result && matchFlight(step.result.flights, wanted, ({ takeoff }) => takeoff.time);
  return (
    <Panel title="Places">
      {flight ? (
        <div className={classes.ends}>
          <End name="Take-off" end={flight.takeoff} />
          <End name="Landing" end={flight.landing} />
        </div>
      ) : (
        <StepNote step={step} />
      )}
    </Panel>
  );
}

function siteText({ site }: FlightEnd): string {
  if (!site) return 'none known here';
  const name = site.named ? site.name : `unnamed, ${site.takeoffs ?? 0} take-offs`;
  return `${name}, ${distanceText(site.distM)} away`;
}

function End({ name, end }: { name: string; end: FlightEnd }) {
  const local = localTimeText(end.tz);
  return (
    <div>
      <Text size="sm" fw={600} mb={2}>
        {name}
        {!end.seen && (
          <Text span size="xs" c="dimmed">
            {' '}
            not in the file: {name === 'Landing' ? 'last' : 'first'} fix
          </Text>
        )}
      </Text>
      <FactList
        label={name}
        facts={[
          [
            'Site',
            <span key="site" title={end.site ? `${end.site.source} ${end.site.licence}` : ''}>
              {siteText(end)}
            </span>,
          ],
          ['Place', placeText(end)],
          ['Region', regionText(end)],
          [
            'Local time',
            <time
              key="time"
              dateTime={end.time ?? ''}
              title={end.time ? formatUtc(Date.parse(end.time)) : ''}
            >
              {local === null ? '–' : `${local}, ${end.tz.id}`}
            </time>,
          ],
        ]}
      />
    </div>
  );
}
