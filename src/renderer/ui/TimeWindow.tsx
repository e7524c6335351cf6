/** Chooses a window of time: the last minutes or hours, or from one moment to another. */
import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMoment } from './time-format';
import { fromLocalInput, toLocalInput, type TimeWindowSearch } from './time-window';

interface TimeWindowProps {
  value: TimeWindowSearch;
  onChange(window: TimeWindowSearch): void;
}

const minuteMs = 60_000;
const quick = [
  ['15 min', 15 * minuteMs],
  ['1 h', 60 * minuteMs],
  ['6 h', 360 * minuteMs],
  ['24 h', 1440 * minuteMs],
  ['7 days', 7 * 1440 * minuteMs],
] as const;

export function describeWindow({ from, to }: TimeWindowSearch): string {
  if (from === undefined && to === undefined) return 'Any time';
  const sameDay =
    from !== undefined && to !== undefined && formatMoment(from, 'date') === formatMoment(to, 'date');
  const short = (at: number) => formatMoment(at, sameDay ? 'time' : 'datetime');
  if (to === undefined) return `Since ${short(from ?? 0)}`;
  return from === undefined ? `Until ${short(to)}` : `${short(from)} – ${short(to)}`;
}

export function TimeWindow({ value, onChange }: TimeWindowProps) {
  const [opened, setOpened] = useState(false);
  const chosen = value.from !== undefined || value.to !== undefined;
  const take = (window: TimeWindowSearch): void => {
    setOpened(false);
    onChange(window);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Button
          variant={chosen ? 'light' : 'default'}
          leftSection={<IconClock size={14} />}
          aria-label="Window of time"
          aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          {describeWindow(value)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <WindowForm value={value} onTake={take} />
      </Popover.Dropdown>
    </Popover>
  );
}

function WindowForm({ value, onTake }: { value: TimeWindowSearch; onTake(window: TimeWindowSearch): void }) {
  const [from, setFrom] = useState(value.from === undefined ? '' : toLocalInput(value.from));
  const [to, setTo] = useState(value.to === undefined ? '' : toLocalInput(value.to));
  const start = fromLocalInput(from) ?? undefined;
  const end = fromLocalInput(to) ?? undefined;
  const turned = start !== undefined && end !== undefined && start >= end;
  return (
    <Stack gap="xs" w={300}>
      <Text size="xs" c="dimmed">
        The last
      </Text>
      <Group gap={4}>
        {quick.map(([label, ms]) => (
          <Button
            key={label}
            size="compact-xs"
            variant="default"
            onClick={() => onTake({ from: Date.now() - ms })}
          >
            {label}
          </Button>
        ))}
      </Group>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!turned) onTake({ from: start, to: end });
        }}
      >
        <Stack gap="xs">
          <TextInput
            type="datetime-local"
            step={1}
            label="From"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            step={1}
            label="To"
            value={to}
            error={turned ? 'This is before the beginning.' : undefined}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" onClick={() => onTake({})}>
              Any time
            </Button>
            <Button type="submit" disabled={turned}>
              Show
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}
