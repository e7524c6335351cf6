/** One pool at a time; what is the matter with the others is told by their tabs. */
import { Tabs } from '@mantine/core';
import type { ProcessInfo } from '#contract/system';
import type { PoolInfo } from '#contract/workers';
import { formatCount } from '../../ui/format';
import { PoolSection } from './PoolSection';
import classes from './Workers.module.css';

interface PoolTabsProps {
  pools: readonly PoolInfo[];
  shown: PoolInfo['pool'] | undefined;
  onShow(pool: PoolInfo['pool']): void;
  processes: readonly ProcessInfo[];
  seconds: number;
}

export function PoolTabs({ pools, shown, onShow, processes, seconds }: PoolTabsProps) {
  const pool = pools.find((one) => one.pool === shown) ?? pools[0];
  if (!pool) return null;
  return (
    <Tabs
      value={pool.pool}
      onChange={(name) => {
        const chosen = pools.find((one) => one.pool === name);
        if (chosen) onShow(chosen.pool);
      }}
    >
      <Tabs.List aria-label="Pools" mb={12}>
        {pools.map((one) => (
          <Tabs.Tab key={one.pool} value={one.pool}>
            {one.pool}
            <span className={classes.tabState}>{stateOf(one, processes)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={pool.pool}>
        <PoolSection key={pool.pool} pool={pool} processes={processes} seconds={seconds} />
      </Tabs.Panel>
    </Tabs>
  );
}

function stateOf({ pool, wanted, settings, depth }: PoolInfo, processes: readonly ProcessInfo[]): string {
  if (settings.paused) return 'paused';
  const ready = processes.filter((process) => process.pool === pool && process.state === 'ready').length;
  const waiting = depth.waiting > 0 ? `, ${formatCount(depth.waiting)} waiting` : '';
  return `${ready}/${wanted}${waiting}`;
}
