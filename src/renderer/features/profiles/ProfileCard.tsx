/** One connection: where it leads, whether it works, and what can be done with it. */
import { ActionIcon, Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconEdit, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ShownProfile, localProfile } from '#contract/profiles';
import { client, trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { problemOf } from '../../shell/problem';
import { titleOf } from '../../shell/use-profiles';
import { confirm } from '../../ui/confirm';
import { FactList } from '../../ui/FactList';
import { Panel } from '../../ui/Panel';
import { CheckSteps } from './CheckSteps';

interface ProfileCardProps {
  profile: ShownProfile;
  inUse: boolean;
  onUse(): void;
  onEdit(): void;
}

export function ProfileCard({ profile, inUse, onUse, onEdit }: ProfileCardProps) {
  const { name, colour, production, redis, database } = profile;
  const cache = useQueryClient();
  const isLocal = name === localProfile;
  const test = useMutation({ mutationFn: () => client.profiles.test.query({ profile: name }) });
  const remove = useMutation(
    trpc.profiles.remove.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.profiles.pathKey() }),
      onError: (error) => tellProblem('It was not removed', error),
    }),
  );
  const ask = async (): Promise<void> => {
    const body = 'Its addresses are forgotten. What is at them stays.';
    if (
      await confirm({
        title: `Remove the connection ${titleOf(profile)}?`,
        body,
        confirmLabel: 'Remove it',
        danger: true,
      })
    )
      remove.mutate({ name, key: newKey() });
  };
  const acts = (
    <Group gap={6} wrap="nowrap">
      {!isLocal && (
        <>
          <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            Test
          </Button>
          <Tooltip label={inUse ? 'It is in use' : 'Edit…'}>
            <ActionIcon aria-label={`Edit ${name}`} disabled={inUse} onClick={onEdit}>
              <IconEdit size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={inUse ? 'It is in use' : 'Remove…'}>
            <ActionIcon color="red" aria-label={`Remove ${name}`} disabled={inUse} onClick={() => void ask()}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      {!inUse && (
        <Button size="compact-sm" aria-label={`Change to ${name}`} onClick={onUse}>
          Change to it…
        </Button>
      )}
    </Group>
  );
  return (
    <Panel
      title={
        <Group gap={8} component="span">
          <span
            aria-hidden
            style={{
              width: 10,
              height: 10,
              borderRadius: 3,
              background: `var(--mantine-color-${production ? 'red' : colour}-filled)`,
            }}
          />
          {titleOf(profile)}
          {production && <Badge color="red">Production</Badge>}
          {inUse && (
            <Badge color="teal" variant="light">
              In use
            </Badge>
          )}
        </Group>
      }
      aside={acts}
    >
      <Stack gap="xs">
        {isLocal ? (
          <Text size="sm">The instance of this data directory: its own queue, database and engines.</Text>
        ) : (
          <FactList
            label={`Where ${name} leads`}
            facts={[
              ['Name', <code key="name">{name}</code>],
              ['Redis', <code key="redis">{redis}</code>],
              ['PostgreSQL', <code key="database">{database}</code>],
            ]}
          />
        )}
        {test.data && <CheckSteps check={test.data} />}
        {test.isError && (
          <Text size="sm" c="red" role="alert">
            {problemOf(test.error).message}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}
