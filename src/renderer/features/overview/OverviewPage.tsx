/** How the instance is: figures, charts, processes, health. */
import { useState } from 'react';
import { SegmentedControl, Stack } from '@mantine/core';
import { Page } from '../../ui/Page';
import { Charts } from './Charts';
import { Instance } from './Instance';
import { Processes } from './Processes';
import { RepairNote } from './RepairNote';
import { Tiles } from './Tiles';
import classes from './Overview.module.css';

const spans = [
  { value: '300', label: '5 min' },
  { value: '900', label: '15 min' },
  { value: '3600', label: '1 h' },
];

export function OverviewPage() {
  const [seconds, setSeconds] = useState('300');
  return (
    <Page
      name="Overview"
      title="Overview"
      actions={
        <SegmentedControl
          aria-label="Time span of the charts"
          value={seconds}
          onChange={setSeconds}
          data={spans}
        />
      }
    >
      <Stack gap={12}>
        <RepairNote />
        <Tiles seconds={Number(seconds)} />
        <Charts seconds={Number(seconds)} />
        <div className={classes.columns}>
          <Processes />
          <Instance />
        </div>
      </Stack>
    </Page>
  );
}
