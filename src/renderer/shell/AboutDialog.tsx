/** What runs here: versions, data directory, parts. */
import { Anchor, Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { attributions } from '#contract/attributions';
import type { SystemInfo } from '#contract/system';
import { useDialogs } from '../state/dialogs';
import { CopyField } from '../ui/CopyField';
import { ProblemPanel } from '../ui/ProblemPanel';
import { Time } from '../ui/Time';
import { formatBytes } from '../ui/format';
import { trpc } from './api';
import { bridge } from './bridge';
import { problemOf } from './problem';

export function AboutDialog() {
  const opened = useDialogs((state) => state.open === 'about');
  const close = useDialogs((state) => state.close);
  const show = useDialogs((state) => state.show);
  const info = useQuery({ ...trpc.system.info.queryOptions(), enabled: opened });
  return (
    <Modal opened={opened} onClose={close} title="About Flightline" size="lg">
      <Stack gap="md">
        {info.isError && <ProblemPanel problem={problemOf(info.error)} onRetry={() => void info.refetch()} />}
        {info.isPending ? <Skeleton h={220} /> : info.data && <Facts info={info.data} />}
        <Attributions />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Drop flights anywhere in the window to analyse them.
          </Text>
          <Button variant="default" onClick={() => show('keys')}>
            Keys
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** As the licences of the data ask. */
function Attributions() {
  return (
    <section aria-label="Data that Flightline ships">
      <Text size="sm" fw={600} mb={4}>
        Data
      </Text>
      {attributions.map(({ name, what, licence, url }) => (
        <Text key={name} size="xs" c="dimmed" mb={3}>
          <Anchor href={url} target="_blank" rel="noreferrer" size="xs">
            {name}
          </Anchor>{' '}
          ({licence}): {what}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        Lists of sites that you import keep their own licences: see Settings, Sites.
      </Text>
    </section>
  );
}

function Facts({ info }: { info: SystemInfo }) {
  const rows = [
    ['Version', info.version],
    ['Shell', `${info.shell} on ${info.platform}`],
    ['Started', <Time key="started" at={info.startedAt} part="datetime" />],
    ['Address', <CopyField key="url" value={info.consoleUrl} label="Copy the address" />],
    ['Data directory', <DataDir key="dir" path={info.dataDir} />],
    [
      'Storage',
      `${formatBytes(info.storage.usedBytes)} used, ${formatBytes(info.storage.freeBytes)} free on the disk`,
    ],
    ['Queue', `Redis ${info.redis.version}, ${info.redis.kind}`],
    ['Database', `PostgreSQL ${info.database.version}, ${info.database.kind}`],
    ['Instance', <CopyField key="id" value={info.instanceId} label="Copy the instance id" />],
  ] as const;
  return (
    <Table verticalSpacing={5} fz="sm">
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={130} fw={500} c="dimmed" scope="row">
              {name}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function DataDir({ path }: { path: string }) {
  return (
    <Group gap="xs">
      <CopyField value={path} label="Copy the path" />
      {bridge && (
        <Anchor component="button" size="sm" onClick={() => void bridge?.showInFolder(path)}>
          Show
        </Anchor>
      )}
    </Group>
  );
}
