/** Pools and processes in the palette: size, pause, autoscaling; drain, replace, restart. */
import {
  IconArrowsMaximize,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconSwitch3,
  IconWaveSine,
} from '@tabler/icons-react';
import type { SpotlightActionData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import type { PoolInfo } from '#contract/workers';
import { mostProcesses } from '#contract/workers';
import { usePoolActs, useProcessActs } from '../acts/use-worker-acts';
import { trpc } from '../api';
import { heard } from './heard';

const icon = { size: 18, stroke: 1.6 };

export function useWorkerActions(opened: boolean): SpotlightActionData[] {
  const pools = useQuery({ ...trpc.workers.pools.queryOptions(), enabled: opened }).data ?? [];
  const processes = useQuery({ ...trpc.system.processes.queryOptions(), ...heard(opened) }).data ?? [];
  const { change } = usePoolActs();
  const { act } = useProcessActs();
  const ofPool = (info: PoolInfo): SpotlightActionData[] => {
    const { pool, settings } = info;
    const sizes = [settings.processes - 1, settings.processes + 1].filter(
      (size) => size >= 1 && size <= mostProcesses,
    );
    return [
      ...sizes.map((size) => ({
        id: `scale-${pool}-${size}`,
        label: `Scale pool ${pool} to ${size} ${size === 1 ? 'process' : 'processes'}`,
        description: `now ${settings.processes}`,
        keywords: 'workers size',
        leftSection: <IconArrowsMaximize {...icon} />,
        onClick: () => void change(info, { processes: size }),
      })),
      {
        id: `pause-pool-${pool}`,
        label: `${settings.paused ? 'Resume' : 'Pause'} pool ${pool}`,
        keywords: 'workers',
        leftSection: settings.paused ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />,
        onClick: () => void change(info, { paused: !settings.paused }),
      },
      {
        id: `auto-pool-${pool}`,
        label: `Scale pool ${pool} by ${settings.autoscale.on ? 'hand' : 'its load'}`,
        keywords: 'autoscaler workers',
        leftSection: <IconWaveSine {...icon} />,
        onClick: () => void change(info, { autoscale: { on: !settings.autoscale.on } }),
      },
    ];
  };
  return [
    ...pools.flatMap(ofPool),
    ...processes
      .filter(({ kind }) => kind === 'engine')
      .flatMap((process) => [
        {
          id: `drain-${process.name}`,
          label: `Drain ${process.name}…`,
          keywords: 'worker process',
          leftSection: <IconSwitch3 {...icon} />,
          onClick: () => void act(process, 'drain'),
        },
        {
          id: `pause-${process.name}`,
          label: `${process.paused ? 'Resume' : 'Pause'} ${process.name}`,
          keywords: 'worker process',
          leftSection: process.paused ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />,
          onClick: () => void act(process, process.paused ? 'resume' : 'pause'),
        },
      ]),
    ...processes
      .filter(({ kind }) => kind !== 'supervisor')
      .map((process) => ({
        id: `restart-${process.name}`,
        label: `Restart ${process.name}…`,
        keywords: 'worker process',
        leftSection: <IconRefresh {...icon} />,
        onClick: () => void act(process, 'restart'),
      })),
  ];
}
