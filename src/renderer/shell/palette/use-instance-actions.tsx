/** The instance itself in the palette: backups, drill, connections. */
import type { SpotlightActionData } from '@mantine/spotlight';
import { IconDatabaseExport, IconFlame, IconPlugConnected, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDrill } from '../acts/use-drill';
import { useVerifyBackup } from '../acts/use-verify-backup';
import { trpc } from '../api';
import { newKey } from '../idempotency-key';
import { tellProblem } from '../job-acts';
import { titleOf, useProfiles } from '../use-profiles';

const icon = { size: 18, stroke: 1.6 };

export function useInstanceActions(opened: boolean): SpotlightActionData[] {
  const go = useNavigate();
  const cache = useQueryClient();
  const { hold } = useDrill();
  const { list, use: changeTo } = useProfiles();
  const backups =
    useQuery({ ...trpc.backups.list.queryOptions({ folder: null }), enabled: opened }).data ?? [];
  const create = useMutation(
    trpc.backups.create.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: trpc.backups.pathKey() });
        void go({ to: '/backups' });
      },
      onError: (error) => tellProblem('No backup was made', error),
    }),
  );
  const verify = useVerifyBackup(null);
  const newest = backups[0]?.name;
  const current = list.data?.current.name;
  return [
    {
      id: 'backup-create',
      label: 'Back up now',
      leftSection: <IconDatabaseExport {...icon} />,
      onClick: () => create.mutate({ folder: null, keep: null, key: newKey() }),
    },
    ...(newest === undefined
      ? []
      : [
          {
            id: 'backup-verify',
            label: `Verify the newest backup, ${newest}`,
            leftSection: <IconShieldCheck {...icon} />,
            onClick: () => verify.mutate(newest),
          },
        ]),
    {
      id: 'drill',
      label: 'Hold a drill…',
      leftSection: <IconFlame {...icon} />,
      onClick: () =>
        void hold().then((wanted) => {
          if (wanted) void go({ to: '/instance-health' });
        }),
    },
    ...(list.data?.profiles ?? [])
      .filter(({ name }) => name !== current)
      .map((profile) => ({
        id: `profile-${profile.name}`,
        label: `Change to the connection ${titleOf(profile)}…`,
        keywords: profile.name,
        leftSection: <IconPlugConnected {...icon} />,
        onClick: () => void changeTo(profile),
      })),
  ];
}
