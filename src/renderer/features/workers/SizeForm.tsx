/** Processes × jobs at once, with starting values and what they would take. */
import { useState } from 'react';
import { Button, Group, Menu, NumberInput, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ProcessInfo } from '#contract/system';
import { mostConcurrency, mostProcesses, type PoolInfo } from '#contract/workers';
import { formatBytes, plural } from '../../ui/format';
import { usePoolActs } from '../../shell/acts/use-worker-acts';
import classes from './Workers.module.css';

interface Size {
  processes: number;
  concurrency: number;
}

export function SizeForm({ pool, own }: { pool: PoolInfo; own: readonly ProcessInfo[] }) {
  const { change, busy } = usePoolActs();
  // Null: as it is, also when it changes elsewhere.
  const [draft, setDraft] = useState<Size | null>(null);
  const now: Size = { processes: pool.wanted, concurrency: pool.settings.concurrency };
  const size = draft ?? now;
  const differs = size.processes !== now.processes || size.concurrency !== now.concurrency;
  const edit = (part: Partial<Size>): void => setDraft({ ...size, ...part });
  const apply = async (): Promise<void> => {
    await change(pool, {
      ...(size.processes === now.processes ? {} : { processes: size.processes }),
      ...(size.concurrency === now.concurrency ? {} : { concurrency: size.concurrency }),
    });
    setDraft(null);
  };
  const largest = Math.max(0, ...own.map(({ rssBytes }) => rssBytes ?? 0));
  return (
    <form
      className={classes.form}
      aria-label={`Size of ${pool.pool}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (differs) void apply();
      }}
    >
      <Group gap={8} align="flex-end" wrap="nowrap">
        <NumberInput
          label="Processes"
          size="xs"
          min={1}
          max={mostProcesses}
          clampBehavior="strict"
          allowDecimal={false}
          value={size.processes}
          onChange={(value) => edit({ processes: Number(value) || 1 })}
        />
        <span className={classes.times} aria-hidden>
          ×
        </span>
        <NumberInput
          label="Jobs at once in each"
          size="xs"
          min={1}
          max={mostConcurrency}
          clampBehavior="strict"
          allowDecimal={false}
          value={size.concurrency}
          onChange={(value) => edit({ concurrency: Number(value) || 1 })}
        />
      </Group>
      <Group gap={8} mt={8}>
        <Button type="submit" disabled={!differs} loading={busy}>
          Apply
        </Button>
        {differs && (
          <Button variant="default" onClick={() => setDraft(null)}>
            Reset
          </Button>
        )}
        <StartingValues pool={pool} onChoose={(processes) => setDraft({ processes, concurrency: 1 })} />
      </Group>
      <Text size="xs" c="dimmed" mt={6}>
        {plural(size.processes * size.concurrency, 'job')} at once on {plural(pool.cores, 'core')}
        {largest > 0 && `; about ${formatBytes(largest * size.processes)} of memory`}
        {pool.settings.autoscale.on && differs && '; holds the autoscaler for 15 minutes'}
      </Text>
    </form>
  );
}

function StartingValues({ pool, onChoose }: { pool: PoolInfo; onChoose: (processes: number) => void }) {
  return (
    <Menu width={340} position="bottom-start">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={13} />}>
          Starting values
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pool.startingValues.map(({ label, processes, source }) => (
          <Menu.Item key={label} onClick={() => onChoose(processes)}>
            <b>{label}</b>: {plural(processes, 'process', 'processes')} × 1 job
            <Text size="xs" c="dimmed">
              {source}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
