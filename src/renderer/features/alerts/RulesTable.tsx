/** Every rule and how it is; a click shows its figures and history. */
import { ActionIcon, Badge, Menu, Tooltip } from '@mantine/core';
import {
  IconBell,
  IconBellOff,
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import type { AlertStatus } from '#contract/alerts';
import { useNow } from '../../ui/clock';
import { formatDuration } from '../../ui/format';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { StateBadge } from '../../ui/StateBadge';
import { formatMoment, formatUtc } from '../../ui/time-format';
import { useAlertActs } from './use-alert-acts';
import { conditionText, formatFigure, severityColors, stateWords } from './words';
import classes from './Alerts.module.css';

interface RulesTableProps {
  statuses: readonly AlertStatus[];
  chosen: string | undefined;
  onChoose(id: string): void;
  onEdit(id: string): void;
  onSilence(status: AlertStatus): void;
}

const order = ['firing', 'pending', 'resolved', 'ok', 'no-data', 'off'];

export function RulesTable({ statuses, chosen, onChoose, onEdit, onSilence }: RulesTableProps) {
  const columns: SortColumn<AlertStatus>[] = [
    {
      key: 'state',
      header: 'State',
      value: ({ state }) => order.indexOf(state),
      cell: ({ state }) => <StateBadge state={state} text={stateWords[state]} />,
    },
    {
      key: 'name',
      header: 'Alert',
      value: ({ rule }) => rule.name.toLowerCase(),
      cell: ({ rule }) => (
        <span className={classes.name}>
          <strong>{rule.name}</strong>
          <small>
            {conditionText(rule)}
            {rule.forS > 0 && ` for ${formatDuration(rule.forS * 1000)}`}
          </small>
        </span>
      ),
    },
    {
      key: 'value',
      header: 'Now',
      right: true,
      value: ({ value }) => value,
      cell: ({ rule, value }) => <span className="tabular">{formatFigure(rule.series, value)}</span>,
    },
    { key: 'since', header: 'Since', value: ({ since }) => since, cell: (row) => <Since status={row} /> },
    {
      key: 'severity',
      header: 'Severity',
      value: ({ rule }) => rule.severity,
      cell: ({ rule }) => (
        <Badge variant="light" size="sm" color={severityColors[rule.severity]}>
          {rule.severity}
        </Badge>
      ),
    },
    {
      key: 'acts',
      header: '',
      value: () => null,
      cell: (row) => <RowActs status={row} onEdit={onEdit} onSilence={onSilence} />,
    },
  ];
  return (
    <SortTable
      label="Alerts"
      rows={statuses}
      columns={columns}
      keyOf={({ rule }) => rule.id}
      currentKey={chosen ?? null}
      onOpen={({ rule }) => onChoose(rule.id)}
      empty="There are no rules."
    />
  );
}

function Since({ status: { since, silence, state } }: { status: AlertStatus }) {
  const now = useNow(1000);
  const lively = state === 'firing' || state === 'pending';
  return (
    <span className={classes.name}>
      {since === null || state === 'ok' ? (
        <span>–</span>
      ) : (
        <time title={formatUtc(since)} dateTime={new Date(since).toISOString()} className="tabular">
          {lively ? formatDuration(Math.max(0, now - since)) : formatMoment(since, 'time')}
        </time>
      )}
      {silence && (
        <Tooltip label={`${silence.reason} (${silence.actor})`}>
          <small>
            <IconBellOff size={11} aria-hidden /> silenced until {formatMoment(silence.until, 'minute')}
          </small>
        </Tooltip>
      )}
    </span>
  );
}

function RowActs({
  status,
  onEdit,
  onSilence,
}: { status: AlertStatus } & Pick<RulesTableProps, 'onEdit' | 'onSilence'>) {
  const { rule, silence } = status;
  const acts = useAlertActs();
  const icon = { size: 15 };
  return (
    <span className={classes.acts} onClick={(event) => event.stopPropagation()}>
      {silence ? (
        <Tooltip label="End the silence">
          <ActionIcon aria-label={`End the silence of ${rule.name}`} onClick={() => acts.endSilence(silence)}>
            <IconBell {...icon} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Tooltip label="Silence">
          <ActionIcon aria-label={`Silence ${rule.name}`} onClick={() => onSilence(status)}>
            <IconBellOff {...icon} />
          </ActionIcon>
        </Tooltip>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon aria-label={`More for ${rule.name}`}>
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => onEdit(rule.id)}>
            Edit
          </Menu.Item>
          <Menu.Item
            leftSection={rule.enabled ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
            onClick={() => acts.setEnabled(rule, !rule.enabled)}
          >
            {rule.enabled ? 'Switch off' : 'Switch on'}
          </Menu.Item>
          {(!rule.builtIn || rule.changed) && (
            <Menu.Item
              color={rule.builtIn ? undefined : 'red'}
              leftSection={<IconTrash {...icon} />}
              onClick={() => acts.remove(rule)}
            >
              {rule.builtIn ? 'Reset to how it came' : 'Remove'}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
