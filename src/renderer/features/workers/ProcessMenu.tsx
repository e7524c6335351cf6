/** What can be done to one process. */
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconDots,
  IconDroplet,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconSkull,
} from '@tabler/icons-react';
import type { ProcessInfo } from '#contract/system';
import { useProcessActs } from '../../shell/acts/use-worker-acts';

export function ProcessMenu({ process }: { process: ProcessInfo }) {
  const { act, busy } = useProcessActs();
  if (process.kind === 'supervisor') return null;
  const icon = { size: 15, stroke: 1.6 };
  const runsJobs = process.kind === 'engine';
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <ActionIcon
          size="sm"
          loading={busy}
          aria-label={`Acts on ${process.name}`}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {runsJobs &&
          (process.paused ? (
            <Menu.Item leftSection={<IconPlayerPlay {...icon} />} onClick={() => void act(process, 'resume')}>
              Resume
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={() => void act(process, 'pause')}>
              Pause
            </Menu.Item>
          ))}
        {runsJobs && (
          <Menu.Item
            leftSection={<IconArrowsExchange {...icon} />}
            onClick={() => void act(process, 'replace')}
          >
            Replace after its jobs
          </Menu.Item>
        )}
        {runsJobs && process.pool !== null && (
          <Menu.Item leftSection={<IconDroplet {...icon} />} onClick={() => void act(process, 'drain')}>
            Drain…
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconRefresh {...icon} />} onClick={() => void act(process, 'restart')}>
          Restart now…
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconSkull {...icon} />}
          onClick={() => void act(process, 'kill')}
        >
          Kill…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
