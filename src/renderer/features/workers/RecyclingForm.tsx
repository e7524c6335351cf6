/** After how many jobs, and above which memory, a process of the pool is replaced by a fresh one. */
import { useState } from 'react';
import { Button, Group, NumberInput } from '@mantine/core';
import type { PoolInfo, RecycleLimits } from '#contract/workers';
import { usePoolActs } from '../../shell/acts/use-worker-acts';
import classes from './Workers.module.css';

export function RecyclingForm({ pool }: { pool: PoolInfo }) {
  const { change, busy } = usePoolActs();
  const [draft, setDraft] = useState<Partial<RecycleLimits>>({});
  const { recycleAfterJobs, recycleAboveMb } = { ...pool.settings, ...draft };
  const differs =
    recycleAfterJobs !== pool.settings.recycleAfterJobs || recycleAboveMb !== pool.settings.recycleAboveMb;
  return (
    <form
      className={classes.form}
      aria-label={`Recycling of ${pool.pool}`}
      onSubmit={(event) => {
        event.preventDefault();
        void change(pool, draft).then(() => setDraft({}));
      }}
    >
      <Group gap={8} wrap="nowrap" align="flex-start">
        <NumberInput
          label="Replace after"
          size="xs"
          min={1}
          max={1_000_000}
          suffix=" jobs"
          thousandSeparator=" "
          allowDecimal={false}
          value={recycleAfterJobs}
          onChange={(value) => setDraft({ ...draft, recycleAfterJobs: Number(value) || 1 })}
        />
        <NumberInput
          label="Replace above"
          size="xs"
          min={128}
          max={1_048_576}
          suffix=" MiB"
          thousandSeparator=" "
          allowDecimal={false}
          value={recycleAboveMb}
          onChange={(value) => setDraft({ ...draft, recycleAboveMb: Number(value) || 128 })}
        />
      </Group>
      {differs && (
        <Group gap={8} mt={8}>
          <Button type="submit" loading={busy}>
            Apply limits
          </Button>
          <Button variant="default" onClick={() => setDraft({})}>
            Reset
          </Button>
        </Group>
      )}
    </form>
  );
}
