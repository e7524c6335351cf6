/** Chooses the span of time: up to now, a range of one's own, and ways to move about. */
import { useState } from 'react';
import {
  ActionIcon,
  Button,
  Group,
  Popover,
  SegmentedControl,
  Stack,
  TextInput,
  Tooltip,
} from '@mantine/core';
import {
  IconCalendar,
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPlay,
  IconZoomOut,
} from '@tabler/icons-react';
import { formatMoment } from '../../ui/time-format';
import { type MetricsSearch, shifted, shownBy, spans, withRange, withSpan, zoomedOut } from './search';

interface RangePickerProps {
  search: MetricsSearch;
  from: number;
  to: number;
  onChange(search: MetricsSearch): void;
}

export function RangePicker({ search, from, to, onChange }: RangePickerProps) {
  const shown = shownBy(search);
  const move = (direction: -1 | 1) => onChange(shifted(search, { from, to, now: Date.now(), direction }));
  const span = shown.live ? String(shown.seconds) : '';
  return (
    <Group gap={6} wrap="wrap">
      <SegmentedControl
        aria-label="Time span"
        value={span}
        onChange={(value) => onChange(withSpan(search, Number(value)))}
        data={spans.map(({ seconds, label }) => ({ value: String(seconds), label }))}
      />
      <OwnRange key={`${shown.live}`} search={search} from={from} to={to} onChange={onChange} />
      <Group gap={0}>
        <Tooltip label="Earlier">
          <ActionIcon aria-label="Earlier" onClick={() => move(-1)}>
            <IconChevronLeft size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Later">
          <ActionIcon aria-label="Later" onClick={() => move(1)} disabled={shown.live}>
            <IconChevronRight size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Zoom out">
          <ActionIcon aria-label="Zoom out" onClick={() => onChange(zoomedOut(search, from, to, Date.now()))}>
            <IconZoomOut size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {!shown.live && (
        <Button
          variant="light"
          leftSection={<IconPlayerPlay size={14} />}
          onClick={() => onChange(withSpan(search, 900))}
        >
          Live
        </Button>
      )}
    </Group>
  );
}

/** For `datetime-local`: the operator's zone, without one. */
function localText(at: number): string {
  return new Date(at + -new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function rangeText(from: number, to: number): string {
  const sameDay = formatMoment(from, 'date') === formatMoment(to, 'date');
  return `${formatMoment(from, 'datetime')} – ${formatMoment(to, sameDay ? 'time' : 'datetime')}`;
}

function OwnRange({ search, from, to, onChange }: RangePickerProps) {
  const [opened, setOpened] = useState(false);
  const [begin, setBegin] = useState('');
  const [end, setEnd] = useState('');
  const open = () => {
    setBegin(localText(from));
    setEnd(localText(to));
    setOpened((now) => !now);
  };
  const [beginMs, endMs] = [Date.parse(begin), Date.parse(end)];
  const wrong = Number.isNaN(beginMs) || Number.isNaN(endMs) ? 'Both times are needed.' : null;
  const reversed = wrong === null && endMs <= beginMs ? 'It must end after it begins.' : null;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={14} />}
          onClick={open}
          aria-expanded={opened}
        >
          {shownBy(search).live ? 'Own range' : rangeText(from, to)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (wrong ?? reversed) return;
            setOpened(false);
            onChange(withRange(search, beginMs, endMs));
          }}
        >
          <Stack gap={8}>
            <TextInput
              type="datetime-local"
              step={1}
              label="From"
              value={begin}
              onChange={(event) => setBegin(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              step={1}
              label="To"
              value={end}
              error={wrong ?? reversed}
              onChange={(event) => setEnd(event.currentTarget.value)}
            />
            <Button type="submit" disabled={(wrong ?? reversed) !== null}>
              Show
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
