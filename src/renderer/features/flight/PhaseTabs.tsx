/** Thermals, glides and searches as tables; a row brings its stretch into view. */
import { Tabs } from '@mantine/core';
import type { Circling, FlightMetrics, Glide } from '#contract/xcmetrics';
import { SortTable } from '../../ui/SortTable';
import { circlingColumns, glideColumns } from './phase-columns';
import classes from './Flight.module.css';

interface PhaseTabsProps {
  flight: FlightMetrics;
  /** Start of the part that is shown. */
  current: string | null;
  onChoose(startIso: string, endIso: string): void;
}

export function PhaseTabs({ flight, current, onChoose }: PhaseTabsProps) {
  const choose = (phase: Circling | Glide): void => onChoose(phase.start.time, phase.end.time);
  const keyOf = (phase: Circling | Glide): string => phase.start.time;
  return (
    <Tabs defaultValue="thermals" className={classes.sideTabs} keepMounted={false}>
      <Tabs.List aria-label="Parts of the flight">
        <Tabs.Tab value="thermals">Thermals {flight.thermals.length}</Tabs.Tab>
        <Tabs.Tab value="glides">Glides {flight.glides.length}</Tabs.Tab>
        {flight.searches.length > 0 && (
          <Tabs.Tab value="searches">Searches {flight.searches.length}</Tabs.Tab>
        )}
      </Tabs.List>
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
    </Tabs>
  );
}
