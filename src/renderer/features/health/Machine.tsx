/** The room that is left on the machine. */
import { Progress } from '@mantine/core';
import type { Resources } from '#contract/health';
import { Panel } from '../../ui/Panel';
import { formatBytes, formatPercent, plural } from '../../ui/format';
import classes from './Health.module.css';

export function Machine({ resources: { cores, cpuShare, memory, disk } }: { resources: Resources }) {
  const rows = [
    { name: 'CPU', share: cpuShare, text: `${formatPercent(cpuShare)} of ${plural(cores, 'core')}` },
    {
      name: 'Memory',
      share: memory.usedBytes / memory.totalBytes,
      text: `${formatBytes(memory.usedBytes)} of ${formatBytes(memory.totalBytes)}`,
    },
    {
      name: 'Disk',
      share: disk.totalBytes === 0 ? 1 : 1 - disk.freeBytes / disk.totalBytes,
      text: `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} free`,
    },
  ];
  return (
    <Panel title="Machine">
      {rows.map(({ name, share, text }) => (
        <div key={name} className={classes.machine}>
          <span>{name}</span>
          <span>{text}</span>
          <Progress
            value={share * 100}
            color={share > 0.9 ? 'red' : share > 0.75 ? 'yellow' : 'flight'}
            size={6}
            aria-label={`${name}: ${text}`}
          />
        </div>
      ))}
    </Panel>
  );
}
