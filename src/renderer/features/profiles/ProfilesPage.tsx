/** Connections: this machine's own instance, and instances elsewhere that can be looked at from here. */
import { useState } from 'react';
import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ShownProfile } from '#contract/profiles';
import { problemOf } from '../../shell/problem';
import { useProfiles } from '../../shell/use-profiles';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { ProfileCard } from './ProfileCard';
import { ProfileDialog } from './ProfileDialog';

export function ProfilesPage() {
  const { list, use, changing } = useProfiles();
  const [edited, setEdited] = useState<ShownProfile | 'new' | null>(null);
  const data = list.data;
  const trouble = data?.trouble;
  return (
    <Page
      name="Connections"
      title="Connections"
      actions={
        <Button leftSection={<IconPlus size={15} />} onClick={() => setEdited('new')}>
          Add a connection
        </Button>
      }
    >
      <Stack gap="md">
        {trouble && (
          <Alert color="red" role="alert" title={`${trouble.profile} could not be started`}>
            {trouble.message} {data.current.name} is in use again. Test the connection to see all that is
            wrong.
          </Alert>
        )}
        {changing !== null && changing !== data?.current.name && !trouble && (
          <Alert color="blue" role="status" title={`Changing to ${changing}`}>
            The instance starts its parts again. The console connects by itself.
          </Alert>
        )}
        {list.isError && <ProblemPanel problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
        {data?.profiles.map((profile) => (
          <ProfileCard
            key={profile.name}
            profile={profile}
            inUse={profile.name === data.current.name}
            onUse={() => void use(profile)}
            onEdit={() => setEdited(profile)}
          />
        ))}
        <Panel title="Beginning with a connection">
          <Text size="sm" mb="xs">
            A start uses this machine unless it is told otherwise. Commands take the same option.
          </Text>
          <Code
            block
          >{`npm start -- --profile NAME\nflightline serve --profile NAME\nflightline dlq list --profile NAME`}</Code>
        </Panel>
      </Stack>
      {edited !== null && (
        <ProfileDialog profile={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  );
}
