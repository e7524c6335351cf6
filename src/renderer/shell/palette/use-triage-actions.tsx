/** Dead letters by cause, and alerts, in the palette: their dialogs open on their pages. */
import type { SpotlightActionData } from '@mantine/spotlight';
import { IconBell, IconBellOff, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { plural } from '../../ui/format';
import { trpc } from '../api';
import { newKey } from '../idempotency-key';
import { tellProblem } from '../job-acts';

const icon = { size: 18, stroke: 1.6 };
const mostGroups = 20;

export function useTriageActions(opened: boolean): SpotlightActionData[] {
  return [...useLetterActions(opened), ...useAlertActions(opened)];
}

function useLetterActions(opened: boolean): SpotlightActionData[] {
  const go = useNavigate();
  const groups =
    useQuery({ ...trpc.deadLetters.groups.queryOptions({ hours: 24 }), enabled: opened }).data?.groups ?? [];
  return groups.slice(0, mostGroups).flatMap(({ fingerprint, errorCode, message, letters }) =>
    (['retry', 'discard'] as const).map((ask) => ({
      id: `${ask}-${fingerprint}`,
      label: `${ask === 'retry' ? 'Retry' : 'Discard'} ${plural(letters, 'letter')}: ${errorCode}…`,
      description: message,
      keywords: 'failed dead letters group',
      leftSection: ask === 'retry' ? <IconRefresh {...icon} /> : <IconTrash {...icon} />,
      onClick: () => void go({ to: '/failed', search: { view: 'groups', fingerprint, ask } }),
    })),
  );
}

function useAlertActions(opened: boolean): SpotlightActionData[] {
  const go = useNavigate();
  const cache = useQueryClient();
  const rules = useQuery({ ...trpc.alerts.list.queryOptions(), enabled: opened }).data ?? [];
  const end = useMutation(
    trpc.alerts.endSilence.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
      onError: (error) => tellProblem('The silence goes on', error),
    }),
  );
  const open = (silence: string) => void go({ to: '/alerts', search: { silence } });
  return [
    {
      id: 'silence-all',
      label: 'Silence all alerts…',
      leftSection: <IconBellOff {...icon} />,
      onClick: () => open('all'),
    },
    ...rules.map(({ rule, silence }) =>
      silence === null
        ? {
            id: `silence-${rule.id}`,
            label: `Silence the alert “${rule.name}”…`,
            leftSection: <IconBellOff {...icon} />,
            onClick: () => open(rule.id),
          }
        : {
            id: `unsilence-${rule.id}`,
            label: `End the silence of “${rule.name}”`,
            leftSection: <IconBell {...icon} />,
            onClick: () => end.mutate({ id: silence.id, key: newKey() }),
          },
    ),
  ];
}
