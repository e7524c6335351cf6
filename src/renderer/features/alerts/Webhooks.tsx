/** Who is told of alerts by HTTP, and what was sent. */
import { useState } from 'react';
import { ActionIcon, Button, Group, Modal, Select, Stack, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconSend, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AlertSeverity, type Webhook, type WebhookDelivery, type WebhookInput } from '#contract/alerts';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { problemOf } from '../../shell/problem';
import { CopyField } from '../../ui/CopyField';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { useAlertActs } from './use-alert-acts';
import classes from './Alerts.module.css';

export function Webhooks() {
  const [edited, setEdited] = useState<Webhook | 'new' | null>(null);
  const webhooks = useQuery(trpc.alerts.webhooks.queryOptions()).data ?? [];
  const deliveries = useQuery({ ...trpc.alerts.deliveries.queryOptions(), refetchInterval: 3000 }).data ?? [];
  const acts = useAlertActs();
  const columns: SortColumn<Webhook>[] = [
    {
      key: 'name',
      header: 'Webhook',
      value: ({ name }) => name.toLowerCase(),
      cell: ({ name, url }) => (
        <span className={classes.name}>
          <strong>{name}</strong>
          <small>{url}</small>
        </span>
      ),
    },
    {
      key: 'least',
      header: 'Told of',
      value: ({ leastSeverity }) => leastSeverity,
      cell: ({ leastSeverity, enabled }) => (enabled ? `${leastSeverity} and worse` : 'nothing, it is off'),
    },
    {
      key: 'secret',
      header: 'Secret',
      value: () => null,
      cell: ({ secret, name }) => (
        <CopyField value={secret} shown={`${secret.slice(0, 9)}…`} label={`Copy the secret of ${name}`} />
      ),
    },
    {
      key: 'acts',
      header: '',
      value: () => null,
      cell: (webhook) => (
        <span className={classes.acts}>
          <Tooltip label="Send a test">
            <ActionIcon
              aria-label={`Send a test to ${webhook.name}`}
              loading={acts.tested === webhook.id}
              onClick={() => acts.test(webhook)}
            >
              <IconSend size={15} />
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label={`Edit ${webhook.name}`} onClick={() => setEdited(webhook)}>
            <IconPencil size={15} />
          </ActionIcon>
          <ActionIcon aria-label={`Remove ${webhook.name}`} onClick={() => void acts.removeWebhook(webhook)}>
            <IconTrash size={15} />
          </ActionIcon>
        </span>
      ),
    },
  ];
  return (
    <div className={classes.stack}>
      <Panel
        title="Webhooks"
        flush
        aside={
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setEdited('new')}
          >
            New webhook
          </Button>
        }
      >
        <SortTable
          label="Webhooks"
          rows={webhooks}
          columns={columns}
          keyOf={({ id }) => id}
          empty="Nobody is told by HTTP. A webhook gets a signed message when an alert fires and when it is resolved."
        />
      </Panel>
      <Panel title="What was sent" flush>
        <SortTable
          label="Deliveries"
          rows={deliveries}
          columns={deliveryColumns(new Map(webhooks.map(({ id, name }) => [id, name])))}
          keyOf={({ id }) => id}
          empty="Nothing was sent yet."
        />
      </Panel>
      {edited !== null && (
        <WebhookEditor webhook={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

function deliveryColumns(names: ReadonlyMap<string, string>): SortColumn<WebhookDelivery>[] {
  return [
    {
      key: 'state',
      header: 'State',
      value: ({ doneAt }) => doneAt,
      cell: ({ doneAt, nextAt }) => (
        <StateBadge
          state={doneAt !== null ? 'completed' : nextAt !== null ? 'delayed' : 'failed'}
          text={doneAt !== null ? 'taken' : nextAt !== null ? 'tried again' : 'given up'}
        />
      ),
    },
    {
      key: 'at',
      header: 'At',
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'webhook',
      header: 'Webhook',
      value: ({ webhookId }) => names.get(webhookId) ?? webhookId,
      cell: ({ webhookId }) => names.get(webhookId) ?? webhookId,
    },
    {
      key: 'event',
      header: 'Message',
      value: ({ text }) => text,
      cell: ({ event, text }) => (
        <span className={classes.name}>
          <span>{text}</span>
          <small>{event}</small>
        </span>
      ),
    },
    {
      key: 'attempts',
      header: 'Attempts',
      right: true,
      value: ({ attempts }) => attempts,
      cell: ({ attempts }) => attempts,
    },
    {
      key: 'answer',
      header: 'Answer',
      value: ({ status }) => status,
      cell: ({ status, error, nextAt }) => (
        <span className={classes.name}>
          <span>{error ?? status ?? '–'}</span>
          {nextAt !== null && (
            <small>
              again at <Time at={nextAt} part="time" />
            </small>
          )}
        </span>
      ),
    },
  ];
}

const fresh: WebhookInput = { name: '', url: '', leastSeverity: 'warning', enabled: true };

function WebhookEditor({ webhook, onClose }: { webhook: Webhook | null; onClose(): void }) {
  const cache = useQueryClient();
  const [draft, setDraft] = useState<WebhookInput>(() => {
    if (!webhook) return fresh;
    const { name, url, leastSeverity, enabled } = webhook;
    return { name, url, leastSeverity, enabled };
  });
  const save = useMutation(
    trpc.alerts.saveWebhook.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: trpc.alerts.pathKey() });
        onClose();
      },
    }),
  );
  const change = (some: Partial<WebhookInput>) => setDraft((before) => ({ ...before, ...some }));
  return (
    <Modal opened onClose={onClose} title={webhook ? `Edit “${webhook.name}”` : 'New webhook'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ id: webhook?.id ?? null, webhook: draft, key: newKey() });
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label="Name"
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label="URL"
            description="https, or http within your own network"
            required
            type="url"
            value={draft.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
          <Select
            label="Tell it of alerts from"
            allowDeselect={false}
            data={AlertSeverity.options}
            value={draft.leastSeverity}
            onChange={(value) => change({ leastSeverity: AlertSeverity.parse(value) })}
          />
          <Switch
            label="On"
            checked={draft.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          {save.isError && <ProblemPanel title="It was not saved" problem={problemOf(save.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
