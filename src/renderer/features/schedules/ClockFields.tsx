/** When a schedule runs: cron with its meaning and next times, time zone, and what becomes of missed times. */
import { Alert, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { mostCatchUpRuns, type CatchUp } from '#contract/schedules';
import { trpc } from '../../shell/api';
import { useNow } from '../../ui/clock';
import { formatUntil } from '../../ui/format';
import { Time } from '../../ui/Time';
import type { Draft } from './draft';
import classes from './Schedules.module.css';

const presets = [
  { value: '*/15 * * * *', label: 'Every 15 minutes' },
  { value: '0 * * * *', label: 'Each hour' },
  { value: '0 2 * * *', label: 'Each night at 02:00' },
  { value: '30 6 * * 1-5', label: 'On weekdays at 06:30' },
  { value: '0 3 * * 0', label: 'On Sundays at 03:00' },
  { value: '0 4 1 * *', label: 'On the first of the month' },
];

const catchUps: { value: CatchUp; label: string }[] = [
  { value: 'none', label: 'Leave missed times out' },
  { value: 'once', label: 'Make up for them once' },
  { value: 'all', label: 'Make up for each' },
];

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface ClockFieldsProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

export function ClockFields({ draft, onChange }: ClockFieldsProps) {
  const { cron, timeZone } = draft;
  const [asked] = useDebouncedValue({ cron, timeZone }, 200);
  const now = useNow(5000);
  const preview = useQuery(
    trpc.schedules.preview.queryOptions(asked, { placeholderData: keepPreviousData, staleTime: 0 }),
  );
  const problem = preview.data?.problem;
  return (
    <>
      <Group align="flex-start" grow>
        <TextInput
          label="When (cron)"
          description="Minute, hour, day of month, month, day of week"
          required
          value={cron}
          error={problem ?? undefined}
          spellCheck={false}
          onChange={(event) => onChange({ cron: event.currentTarget.value })}
        />
        <Select
          label="Often used"
          description="Fills in the expression"
          data={presets}
          value={presets.some(({ value }) => value === cron) ? cron : null}
          placeholder="Choose…"
          onChange={(value) => value !== null && onChange({ cron: value })}
        />
      </Group>
      <Select
        label="Time zone"
        searchable
        required
        data={timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones]}
        value={timeZone}
        onChange={(value) => value !== null && onChange({ timeZone: value })}
      />
      {preview.data?.words && (
        <Alert variant="light" title={preview.data.words}>
          <ol className={classes.times} aria-label="Next times">
            {preview.data.next.map((at) => (
              <li key={at}>
                <Time at={at} part="datetime" />
                <span>in {formatUntil(at - now)}</span>
              </li>
            ))}
          </ol>
        </Alert>
      )}
      <Group align="flex-end" grow>
        <Select
          label="After sleep or downtime"
          data={catchUps}
          allowDeselect={false}
          value={draft.catchUp}
          onChange={(value) =>
            onChange({ catchUp: catchUps.find((one) => one.value === value)?.value ?? 'once' })
          }
        />
        {draft.catchUp === 'all' && (
          <NumberInput
            label="At most"
            suffix=" runs"
            min={1}
            max={mostCatchUpRuns}
            allowDecimal={false}
            value={draft.catchUpLimit}
            onChange={(value) => typeof value === 'number' && onChange({ catchUpLimit: value })}
          />
        )}
      </Group>
    </>
  );
}
