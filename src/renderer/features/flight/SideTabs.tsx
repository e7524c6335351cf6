/** Score, thermals, glides, searches and low saves beside the map; a row brings its stretch into view. */
import { Tabs } from '@mantine/core';
import type { LowSave } from '#contract/dem';
import type { Circling, FlightMetrics, Glide } from '#contract/xcmetrics';
import type { XcscoreOutput } from '#contract/xcscore';
import { SortTable } from '../../ui/SortTable';
import { circlingColumns, glideColumns } from './phase-columns';
import { ScorePanel } from './score/ScorePanel';
import type { ShownScore } from './score/use-shown-score';
import { StepNote } from './StepNote';
import type { Step } from './steps';
import { lowSaveColumns } from './terrain/low-save-columns';
import classes from './Flight.module.css';

interface SideTabsProps {
  flight: FlightMetrics;
  lowSaves: readonly LowSave[];
  score: Step<XcscoreOutput>;
  shown: ShownScore | null;
  /** Start of the part that is shown. */
  current: string | null;
  onChoose(startIso: string, endIso: string): void;
}

/** Shown before and after a low save, ms. */
const aroundLowMs = 120_000;

export function SideTabs({ flight, lowSaves, score, shown, current, onChoose }: SideTabsProps) {
  const choose = (phase: Circling | Glide): void => onChoose(phase.start.time, phase.end.time);
  const chooseLow = ({ time }: LowSave): void => {
    const [from, to] = [-aroundLowMs, aroundLowMs].map((ms) => new Date(Date.parse(time) + ms).toISOString());
    if (from !== undefined && to !== undefined) onChoose(from, to);
  };
  const keyOf = (phase: Circling | Glide): string => phase.start.time;
  return (
    <Tabs defaultValue="score" className={classes.sideTabs} keepMounted={false}>
      <Tabs.List aria-label="Parts of the flight" className={classes.sideList}>
        <Tabs.Tab value="score">Score</Tabs.Tab>
        <Tabs.Tab value="thermals">Thermals {flight.thermals.length}</Tabs.Tab>
        <Tabs.Tab value="glides">Glides {flight.glides.length}</Tabs.Tab>
        {flight.searches.length > 0 && (
          <Tabs.Tab value="searches">Searches {flight.searches.length}</Tabs.Tab>
        )}
        {lowSaves.length > 0 && <Tabs.Tab value="lows">Low {lowSaves.length}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="score" className={classes.sidePanel}>
        {score.result && shown ? (
          <ScorePanel jobId={score.jobId} result={score.result} shown={shown} onChoose={onChoose} />
        ) : (
          <div className={classes.sideNote}>
            <StepNote step={score} />
          </div>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="thermals" className={classes.sidePanel}>
        <SortTable
          label="Thermals"
          rows={flight.thermals}
          columns={circlingColumns}
          keyOf={keyOf}
          onOpen={choose}
          currentKey={current}
          empty="No thermal in this flight."
        />
      </Tabs.Panel>
      <Tabs.Panel value="glides" className={classes.sidePanel}>
        <SortTable
          label="Glides"
          rows={flight.glides}
          columns={glideColumns}
          keyOf={keyOf}
          onOpen={choose}
          currentKey={current}
          empty="No glide between thermals in this flight."
        />
      </Tabs.Panel>
      <Tabs.Panel value="searches" className={classes.sidePanel}>
        <SortTable
          label="Searches"
          rows={flight.searches}
          columns={circlingColumns}
          keyOf={keyOf}
          onOpen={choose}
          currentKey={current}
          empty="No search in this flight."
        />
      </Tabs.Panel>
      <Tabs.Panel value="lows" className={classes.sidePanel}>
        <SortTable
          label="Low saves"
          rows={lowSaves}
          columns={lowSaveColumns}
          keyOf={(row) => row.time}
          onOpen={chooseLow}
          currentKey={null}
          empty="No low save in this flight."
        />
      </Tabs.Panel>
    </Tabs>
  );
}
