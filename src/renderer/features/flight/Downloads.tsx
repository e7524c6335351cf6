/** What can be taken away of a flight: results of each engine and the original file. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { inputUrl, viewUrl } from '../../shell/files';
import { stepNames, type StepEngine } from './steps';
import type { FlightSteps } from './use-steps';

const forms: Record<StepEngine, readonly (readonly [view: string, name: string])[]> = {
  xcmetrics: [
    ['geojson', 'GeoJSON: track, thermals, glides'],
    ['csv', 'CSV: every fix'],
    ['json', 'JSON: the result'],
  ],
  xcscore: [
    ['geojson', 'GeoJSON: turnpoints, legs, closings'],
    ['csv', 'CSV: a row for each rule set'],
    ['json', 'JSON: the result'],
  ],
  geolookup: [
    ['csv', 'CSV: take-offs and landings'],
    ['geojson', 'GeoJSON: take-offs and landings'],
  ],
  dem: [['csv', 'CSV: ground under every fix']],
};

export function Downloads({ steps }: { steps: FlightSteps }) {
  const done = (['xcmetrics', 'xcscore', 'geolookup', 'dem'] as const).flatMap((engine) => {
    const { jobId, state } = steps[engine];
    return jobId !== null && state === 'completed' ? [{ engine, jobId }] : [];
  });
  const [first] = done;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={12} />}
        >
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {done.map(({ engine, jobId }) => (
          <div key={engine}>
            <Menu.Label>{stepNames[engine]}</Menu.Label>
            {forms[engine].map(([view, name]) => (
              <Menu.Item
                key={view}
                renderRoot={(props) => <a href={viewUrl(jobId, view)} download {...props} />}
              >
                {name}
              </Menu.Item>
            ))}
          </div>
        ))}
        {first && (
          <>
            <Menu.Divider />
            <Menu.Item renderRoot={(props) => <a href={inputUrl(first.jobId)} download {...props} />}>
              IGC: the original file
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
