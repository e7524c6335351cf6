/** The result of a flight: headline figures, map and barogram, thermals and glides, quality of the data. */
import { useMemo, useState } from 'react';
import { Alert, Stack } from '@mantine/core';
import { XcmetricsOutput } from '#contract/xcmetrics';
import type { ResultViewProps } from '../../shell/result-views';
import { JsonBlock } from '../../ui/JsonBlock';
import { FlightFigures } from './FlightFigures';
import { FlightHead } from './FlightHead';
import { FlightScene } from './FlightScene';
import { Quality } from './Quality';

export function FlightResult({ jobId, output, views }: ResultViewProps) {
  const parsed = useMemo(() => XcmetricsOutput.safeParse(output), [output]);
  const [chosen, setChosen] = useState<number | null>(null);
  if (!parsed.success) {
    return (
      <Stack>
        <Alert color="yellow" title="This result is of an older shape">
          It is shown as it was stored. Retry the run to make it again.
        </Alert>
        <JsonBlock value={output} label="result" />
      </Stack>
    );
  }
  const result = parsed.data;
  const index = chosen ?? result.mainFlight;
  const flight = result.flights[index] ?? result.flights[0];
  if (!flight) return null;
  return (
    <Stack gap={12}>
      <FlightHead result={result} index={index} onChoose={setChosen} jobId={jobId} views={views} />
      <FlightFigures flight={flight} />
      <FlightScene key={index} jobId={jobId} flight={flight} />
      <Quality result={result} />
    </Stack>
  );
}
