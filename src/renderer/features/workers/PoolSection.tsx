/** One pool: its size and limits at the left, its load and the decisions about it at the right. */
import { Badge, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ProcessInfo } from '#contract/system';
import type { PoolInfo } from '#contract/workers';
import { Panel } from '../../ui/Panel';
import { formatCount, plural } from '../../ui/format';
import { AutoscaleForm } from './AutoscaleForm';
import { DecisionLog } from './DecisionLog';
import { PoolCharts } from './PoolCharts';
import { RecyclingForm } from './RecyclingForm';
import { SizeForm } from './SizeForm';
import { usePoolActs } from '../../shell/acts/use-worker-acts';
import classes from './Workers.module.css';

interface PoolSectionProps {
  pool: PoolInfo;
  processes: readonly ProcessInfo[];
  seconds: number;
}

export function PoolSection({ pool, processes, seconds }: PoolSectionProps) {
  const { change, busy } = usePoolActs();
  const own = processes.filter((process) => process.pool === pool.pool);
  const { paused, autoscale } = pool.settings;
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <div className={classes.pool}>
      <Panel
        title={
          <Group gap={8}>
            Pool {pool.pool}
            {paused && (
              <Badge color="grape" size="sm" variant="light" tt="none">
                paused
              </Badge>
            )}
            {autoscale.on && (
              <Badge color="flight" size="sm" variant="light" tt="none">
                scales itself
              </Badge>
            )}
          </Group>
        }
        aside={
          <Tooltip label={paused ? 'Its processes take jobs again' : 'Running jobs end; none is begun'}>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<Icon size={13} />}
              loading={busy}
              onClick={() => void change(pool, { paused: !paused })}
            >
              {paused ? `Resume ${pool.pool}` : `Pause ${pool.pool}`}
            </Button>
          </Tooltip>
        }
      >
        <Text size="xs" c="dimmed" mb={10}>
          {pool.engines.map(({ title }) => title).join(', ')}
        </Text>
        <Facts pool={pool} own={own} />
        <SizeForm pool={pool} own={own} />
        <AutoscaleForm pool={pool} />
        <RecyclingForm pool={pool} />
      </Panel>
      <div className={classes.load}>
        <PoolCharts pool={pool.pool} seconds={seconds} />
        <DecisionLog pool={pool.pool} />
      </div>
    </div>
  );
}

function Facts({ pool, own }: { pool: PoolInfo; own: readonly ProcessInfo[] }) {
  const ready = own.filter(({ state }) => state === 'ready').length;
  const used = own.reduce((sum, { slots }) => sum + (slots?.used ?? 0), 0);
  const limit = own.reduce((sum, { slots }) => sum + (slots?.limit ?? 0), 0);
  const facts = [
    ['Ready', `${ready} of ${plural(pool.wanted, 'process', 'processes')}`],
    ['Busy', `${formatCount(used)} of ${plural(limit, 'slot')}`],
    ['Waiting', plural(pool.depth.waiting, 'job')],
    ['Delayed', plural(pool.depth.delayed, 'job')],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
