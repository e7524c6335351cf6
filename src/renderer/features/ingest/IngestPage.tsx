/** Where files are added, and where each added file can be followed. */
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconFile, IconFolder, IconInbox, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Lane, lanes } from '#contract/queues';
import type { EngineInfo } from '#contract/system';
import { trpc } from '../../shell/api';
import { pickers } from '../../shell/pickers';
import { EmptyNote } from '../../ui/EmptyNote';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { formatBytes } from '../../ui/format';
import { useIngest } from './ingest-store';
import { IntakeItem } from './IntakeItem';
import { useIntakes } from './use-intakes';
import classes from './Ingest.module.css';

export function IngestPage() {
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  const intakes = useIntakes(true);
  return (
    <Page name="Ingest" title="Ingest">
      <Stack gap="md">
        <div className={classes.dropZone}>
          <IconUpload size={30} stroke={1.4} aria-hidden />
          <div>
            <Text fw={600} size="lg">
              Drop files or whole folders anywhere in this window
            </Text>
            <Text size="sm" c="dimmed">
              {acceptText(engines)}
            </Text>
          </div>
          <Group gap="sm" justify="center">
            <Button size="sm" leftSection={<IconFile size={16} />} onClick={() => pickers.files()}>
              Choose files
            </Button>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconFolder size={16} />}
              onClick={() => pickers.folder()}
            >
              Choose a folder
            </Button>
          </Group>
          <Choices engines={engines} />
        </div>
        <Panel title="Incoming" flush>
          {intakes.length === 0 ? (
            <EmptyNote icon={<IconInbox size={26} />} title="Nothing is coming in">
              Files appear here with their state, progress and, if one is refused, the reason.
            </EmptyNote>
          ) : (
            intakes.map((intake, index) => (
              <IntakeItem key={intake.key} intake={intake} compact={false} startOpen={index === 0} />
            ))
          )}
        </Panel>
      </Stack>
    </Page>
  );
}

function acceptText(engines: readonly EngineInfo[]): string {
  const rules = engines.flatMap((engine) => engine.accepts);
  if (rules.length === 0) return 'Each file is recognised by its content.';
  const texts = rules.map(
    (rule) => `${rule.label} (${rule.suffixes.join(', ')}, up to ${formatBytes(rule.maxBytes)})`,
  );
  // Several engines may take the same kind of file.
  return `Recognised by content: ${[...new Set(texts)].join('; ')}`;
}

function Choices({ engines }: { engines: readonly EngineInfo[] }) {
  const engine = useIngest((state) => state.engine);
  const lane = useIngest((state) => state.lane);
  return (
    <Group gap="sm" justify="center">
      <Select
        label="Engine"
        w={190}
        value={engine ?? ''}
        allowDeselect={false}
        data={[
          { value: '', label: 'By content' },
          ...engines.map((one) => ({ value: one.name, label: one.title })),
        ]}
        onChange={(value) => useIngest.setState({ engine: value || null })}
      />
      <Select
        label="Lane"
        w={190}
        value={lane ?? ''}
        allowDeselect={false}
        data={[
          { value: '', label: 'By number of files' },
          ...lanes.map((one) => ({ value: one, label: one })),
        ]}
        onChange={(value) => useIngest.setState({ lane: value ? Lane.parse(value) : null })}
      />
    </Group>
  );
}
