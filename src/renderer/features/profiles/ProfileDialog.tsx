/** Adds or changes a connection; addresses go in and never come out again. */
import { useState } from 'react';
import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProfileInput, type ShownProfile, profileColours } from '#contract/profiles';
import { client, trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { problemOf } from '../../shell/problem';
import { CheckSteps } from './CheckSteps';

interface ProfileDialogProps {
  /** Null: a new one. */
  profile: ShownProfile | null;
  onClose(): void;
}

export function ProfileDialog({ profile, onClose }: ProfileDialogProps) {
  const cache = useQueryClient();
  const [name, setName] = useState(profile?.name ?? '');
  const [label, setLabel] = useState(profile?.label ?? '');
  const [colour, setColour] = useState<ProfileInput['colour']>(profile?.colour ?? 'grape');
  const [production, setProduction] = useState(profile?.production ?? false);
  const [redisUrl, setRedisUrl] = useState('');
  const [databaseUrl, setDatabaseUrl] = useState('');
  const parsed = ProfileInput.safeParse({
    ...{ name: name.trim(), label, colour, production },
    ...(redisUrl.trim() === '' ? {} : { redisUrl: redisUrl.trim() }),
    ...(databaseUrl.trim() === '' ? {} : { databaseUrl: databaseUrl.trim() }),
  });
  const wrong = (key: string) => parsed.error?.issues.find(({ path }) => path[0] === key)?.message;
  const whole = parsed.success && (profile !== null || (redisUrl.trim() !== '' && databaseUrl.trim() !== ''));
  const input = parsed.data;
  const save = useMutation(
    trpc.profiles.save.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: trpc.profiles.pathKey() });
        onClose();
      },
    }),
  );
  const test = useMutation({
    mutationFn: (tried: ProfileInput) => client.profiles.test.query({ profile: tried }),
  });
  const failed = save.error ?? test.error;
  const kept = profile === null ? undefined : 'Empty: it stays as it is.';
  return (
    <Modal opened onClose={onClose} title={profile ? `Edit ${profile.name}` : 'Add a connection'} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (whole && input) save.mutate({ profile: input, key: newKey() });
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            description="As commands call it: lower-case letters, digits, hyphens"
            value={name}
            disabled={profile !== null}
            error={name === '' ? undefined : wrong('name')}
            data-autofocus
            spellCheck={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Shown as"
            placeholder={name}
            value={label}
            error={wrong('label')}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <PasswordInput
            label="Redis"
            description={kept}
            placeholder={profile?.redis ?? 'redis://user:password@host:6379/0'}
            value={redisUrl}
            error={redisUrl === '' ? undefined : wrong('redisUrl')}
            autoComplete="off"
            onChange={(event) => setRedisUrl(event.currentTarget.value)}
          />
          <PasswordInput
            label="PostgreSQL"
            description={kept}
            placeholder={profile?.database ?? 'postgres://user:password@host:5432/name'}
            value={databaseUrl}
            error={databaseUrl === '' ? undefined : wrong('databaseUrl')}
            autoComplete="off"
            onChange={(event) => setDatabaseUrl(event.currentTarget.value)}
          />
          <Group align="flex-end" gap="lg">
            <Select
              label="Colour of its band"
              data={[...profileColours]}
              value={colour}
              disabled={production}
              allowDeselect={false}
              onChange={(value) => setColour(profileColours.find((one) => one === value) ?? colour)}
            />
            <Checkbox
              label="This is production: a red band says so on every page"
              checked={production}
              onChange={(event) => setProduction(event.currentTarget.checked)}
              pb={6}
            />
          </Group>
          {test.data && <CheckSteps check={test.data} />}
          {failed && (
            <Alert color="red" role="alert" title="That did not work">
              {problemOf(failed).message}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button
              variant="default"
              disabled={!whole}
              loading={test.isPending}
              onClick={() => input && test.mutate(input)}
            >
              Test
            </Button>
            <Button type="submit" disabled={!whole} loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
