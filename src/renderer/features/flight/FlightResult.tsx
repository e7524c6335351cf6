/** A flight with the results of all its engines together: figures, score, map, barogram, places, terrain, wind, quality. */
import { useState } from 'react';
import { Skeleton, Stack } from '@mantine/core';
import type { XcmetricsOutput } from '#contract/xcmetrics';
import type { ResultViewProps } from '../../shell/result-views';
import { JsonBlock } from '../../ui/JsonBlock';
import { Panel } from '../../ui/Panel';
import { FlightFigures } from './FlightFigures';
import { FlightHead } from './FlightHead';
import { FlightParts } from './FlightParts';
import { FlightScene } from './FlightScene';
import { useShownScore } from './score/use-shown-score';
import { ScorePanel } from './score/ScorePanel';
import { StepNote } from './StepNote';
import { useSteps, type FlightSteps } from './use-steps';

export function FlightResult(props: ResultViewProps) {
  const steps = useSteps(props);
  const { result } = steps.xcmetrics;
  if (result) return <WholeFlight steps={steps} result={result} fileName={props.fileName} />;
  if (steps.xcmetrics.state === 'reading')
    return <Skeleton h={480} role="status" aria-label="Reading the flight" />;
  return <WithoutTrack steps={steps} {...props} />;
}

interface WholeFlightProps {
  steps: FlightSteps;
  result: XcmetricsOutput;
  fileName: string;
}

function WholeFlight({ steps, result, fileName }: WholeFlightProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const index = chosen ?? result.mainFlight;
  const flight = result.flights[index] ?? result.flights[0];
  const shown = useShownScore(steps.xcscore.result, flight, index);
  if (!flight) return null;
  return (
    <Stack gap={12}>
      <FlightHead result={result} index={index} onChoose={setChosen} steps={steps} fileName={fileName} />
      <FlightFigures flight={flight} />
      <FlightScene key={index} steps={steps} flight={flight} index={index} shown={shown} />
      <FlightParts steps={steps} result={result} flight={flight} index={index} />
    </Stack>
  );
}

/** Without metrics there is no track to draw; what the other engines found is still shown. */
function WithoutTrack({ steps, output }: { steps: FlightSteps } & ResultViewProps) {
  const shown = useShownScore(steps.xcscore.result, undefined, 0);
  return (
    <Stack gap={12}>
      <Panel title="Flight">
        <StepNote step={steps.xcmetrics} />
      </Panel>
      {steps.xcscore.result && shown && (
        <Panel title="Score" flush>
          <ScorePanel jobId={steps.xcscore.jobId} result={steps.xcscore.result} shown={shown} />
        </Panel>
      )}
      <FlightParts steps={steps} result={null} flight={null} index={0} />
      {output !== null && output !== undefined && <JsonBlock value={output} label="result" />}
    </Stack>
  );
}
