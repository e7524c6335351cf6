/** Date, glider and recorder, the flights of the file, and downloads. Names of persons are not shown. */
import { Button, Group, Menu, SegmentedControl, Text } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { XcmetricsOutput } from '#contract/xcmetrics';
import { inputUrl, viewUrl } from '../../shell/files';
import { formatSpan } from '../../ui/format';
import { formatMoment } from '../../ui/time-format';

interface FlightHeadProps {
  result: XcmetricsOutput;
  index: number;
  onChoose(index: number): void;
  jobId: string;
  views: readonly string[];
}

const viewNames: Record<string, string> = {
  geojson: 'GeoJSON: track, thermals, glides',
  json: 'JSON: the result',
  csv: 'CSV: every fix',
};

export function FlightHead({ result, index, onChoose, jobId, views }: FlightHeadProps) {
  const { recorder } = result;
  const device = [recorder.type ?? recorder.code, recorder.firmware].filter(Boolean).join(' ');
  const facts = [result.date ?? 'no date', result.gliderType, result.gliderClass, device].filter(Boolean);
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
          {views
            .filter((view) => Object.hasOwn(viewNames, view))
            .map((view) => (
              <Menu.Item
                key={view}
                renderRoot={(props) => <a href={viewUrl(jobId, view)} download {...props} />}
              >
                {viewNames[view]}
              </Menu.Item>
            ))}
          <Menu.Item renderRoot={(props) => <a href={inputUrl(jobId)} download {...props} />}>
            IGC: the original file
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
