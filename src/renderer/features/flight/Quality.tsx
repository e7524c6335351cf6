/** What is odd about the data, so that the figures can be judged. */
import { Group, List, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { FlightWarning, TrackQuality, XcmetricsOutput } from '#contract/xcmetrics';
import { Panel } from '../../ui/Panel';
import { formatCount, formatNumber, formatSpan, plural } from '../../ui/format';

const sources = { baro: 'pressure sensor', gnss: 'GNSS', none: 'none in the file' };

const securities = {
  none: 'no security record',
  present: 'has a security record, which only its maker can verify',
  valid: 'its security record is valid',
  invalid: 'its security record is NOT valid: the file was changed',
};

function remarks(quality: TrackQuality): string[] {
  const some = (count: number, text: string): string[] =>
    count > 0 ? [`${formatCount(count)} ${text}`] : [];
  return [
    ...(quality.gaps > 0
      ? [`${plural(quality.gaps, 'pause')} over 60 s, the longest ${formatSpan(quality.longestGapS)}`]
      : []),
    ...some(quality.positionSpikes, 'positions dropped as spikes'),
    ...some(quality.repairedAltitudes, 'altitudes missing or wild, interpolated'),
    ...some(quality.duplicates, 'fixes dropped because their time repeats or goes back'),
    ...some(quality.invalid, 'fix records unreadable or without a position'),
    ...some(quality.positionJumps, 'places where the position steps and stays'),
    ...some(quality.altitudeJumps, 'places where the altitude steps and stays'),
    ...some(quality.notValidated, 'fixes marked as 2-D by the recorder'),
  ];
}

function warningText(warning: FlightWarning): string {
  const where = warning.line === null ? '' : ` (line ${formatCount(warning.line)})`;
  const times = warning.count > 1 ? `, ${formatCount(warning.count)} times` : '';
  return `${warning.message}${where}${times}`;
}

export function Quality({ result }: { result: XcmetricsOutput }) {
  const { quality } = result;
  const all = [...remarks(quality), ...result.warnings.map(warningText)];
  return (
    <Panel title="Quality of the data">
      <Text size="sm" mb={all.length > 0 ? 8 : 0}>
        {formatCount(quality.fixes)} fixes, one each{' '}
        {formatNumber(quality.intervalS, quality.intervalS < 1 ? 1 : 0, 's')}; altitude from{' '}
        {sources[result.altitudeSource]}; {securities[result.security]}.
      </Text>
      {all.length === 0 ? (
        <Group gap={6}>
          <ThemeIcon size="xs" color="teal" variant="transparent">
            <IconCircleCheck size={14} />
          </ThemeIcon>
          <Text size="sm" c="dimmed">
            Nothing odd was found.
          </Text>
        </Group>
      ) : (
        <List
          size="sm"
          spacing={2}
          icon={
            <ThemeIcon size="xs" color="yellow" variant="transparent">
              <IconAlertTriangle size={14} />
            </ThemeIcon>
          }
        >
          {all.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      )}
    </Panel>
  );
}
