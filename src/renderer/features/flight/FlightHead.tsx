/** Date, glider, recorder and places, the flights of the file, comparison and downloads. Names of persons are not shown. */
import { Group, SegmentedControl, Text } from '@mantine/core';
import type { XcmetricsOutput } from '#contract/xcmetrics';
import { formatSpan } from '../../ui/format';
import { formatMoment } from '../../ui/time-format';
import { CompareWith } from './compare/CompareWith';
import { Downloads } from './Downloads';
import { matchFlight } from './match-flight';
import { shortPlace } from './parts/place-text';
import type { FlightSteps } from './use-steps';

interface FlightHeadProps {
  result: XcmetricsOutput;
  index: number;
  onChoose(index: number): void;
  steps: FlightSteps;
  fileName: string;
}

/** `Bizau to Andelsbuch, Austria`; null before places are known. */
function placesText(steps: FlightSteps, startIso: string, index: number): string | null {
  const places = steps.geolookup.result;
  const flight = places && matchFlight(places.flights, { startIso, index }, ({ takeoff }) => takeoff.time);
  if (!flight) return null;
  const [from, to] = [shortPlace(flight.takeoff), shortPlace(flight.landing)];
  const where = from === to ? from : `${from} to ${to}`;
  return [where, flight.takeoff.country?.name].filter(Boolean).join(', ');
}

export function FlightHead({ result, index, onChoose, steps, fileName }: FlightHeadProps) {
  const { recorder } = result;
  const device = [recorder.type ?? recorder.code, recorder.firmware].filter(Boolean).join(' ');
  const where = placesText(steps, result.flights[index]?.takeoff.time ?? '', index);
  const facts = [result.date ?? 'no date', where, result.gliderType, result.gliderClass, device].filter(
    Boolean,
  );
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="md">
        <Text size="sm" fw={500}>
          {facts.join(' · ')}
        </Text>
        {result.flights.length > 1 && (
          <SegmentedControl
            aria-label="Flight of the file"
            value={String(index)}
            onChange={(value) => onChoose(Number(value))}
            data={result.flights.map((flight, at) => ({
              value: String(at),
              label: `${formatMoment(Date.parse(flight.takeoff.time), 'minute')}, ${formatSpan(flight.airtimeS)}`,
            }))}
          />
        )}
      </Group>
      <Group gap="xs">
        {steps.xcmetrics.jobId !== null && <CompareWith jobId={steps.xcmetrics.jobId} fileName={fileName} />}
        <Downloads steps={steps} />
      </Group>
    </Group>
  );
}
