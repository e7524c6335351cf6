/** Whether and between which sizes a pool scales itself, and what the autoscaler says at this moment. */
import { useState } from 'react';
import { Button, Group, NumberInput, Switch, Text } from '@mantine/core';
import { type AutoscaleSettings, mostProcesses, type PoolInfo } from '#contract/workers';
import { Time } from '../../ui/Time';
import { usePoolActs } from '../../shell/acts/use-worker-acts';
import classes from './Workers.module.css';

type Draft = Partial<Pick<AutoscaleSettings, 'min' | 'max' | 'drainS'>>;

export function AutoscaleForm({ pool }: { pool: PoolInfo }) {
  const { change, busy } = usePoolActs();
  const [draft, setDraft] = useState<Draft>({});
  const kept = pool.settings.autoscale;
  const { on, heldUntil } = kept;
  const shown = { ...kept, ...draft };
  const differs = shown.min !== kept.min || shown.max !== kept.max || shown.drainS !== kept.drainS;
  const problem = shown.min > shown.max ? 'The least is above the most' : null;
  const field = (key: keyof Draft, label: string, most: number, suffix = '') => (
    <NumberInput
      label={label}
      size="xs"
      min={1}
      max={most}
      suffix={suffix}
      clampBehavior="strict"
      allowDecimal={false}
      value={shown[key]}
      error={problem && key !== 'drainS'}
      onChange={(value) => setDraft({ ...draft, [key]: Number(value) || 1 })}
    />
  );
  return (
    <form
      className={classes.form}
      aria-label={`Scaling of ${pool.pool}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) void change(pool, { autoscale: draft }).then(() => setDraft({}));
      }}
    >
      <Switch
        label="Scale by its load"
        checked={on}
        disabled={busy}
        onChange={(event) =>
          void change(pool, { autoscale: { on: event.currentTarget.checked, heldUntil: null } })
        }
      />
      {on && (
        <>
          <Group gap={8} mt={8} wrap="nowrap" align="flex-start">
            {field('min', 'Least', mostProcesses)}
            {field('max', 'Most', mostProcesses)}
            {field('drainS', 'Clear within', 3600, ' s')}
          </Group>
          {(differs || problem) && (
            <Group gap={8} mt={8}>
              <Button type="submit" disabled={problem !== null} loading={busy}>
                Apply bounds
              </Button>
              <Button variant="default" onClick={() => setDraft({})}>
                Reset
              </Button>
            </Group>
          )}
          <Text size="sm" mt={8} role="status" aria-label={`Why ${pool.pool} has its size`}>
            {pool.reason ?? 'It looks at the load…'}
          </Text>
          {heldUntil !== null && (
            <Group gap={8} mt={6}>
              <Button
                size="compact-xs"
                variant="default"
                loading={busy}
                onClick={() => void change(pool, { autoscale: { heldUntil: null } })}
              >
                Scale now
              </Button>
              <Text size="xs" c="dimmed">
                held until <Time at={heldUntil} part="time" />
              </Text>
            </Group>
          )}
        </>
      )}
    </form>
  );
}
