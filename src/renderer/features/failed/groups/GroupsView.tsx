/** Letters by cause: one line for each fingerprint. */
import { ActionIcon, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LetterGroup } from '#contract/dead-letters';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { formatCount, plural } from '../../../ui/format';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { type SortColumn, SortTable } from '../../../ui/SortTable';
import { Time } from '../../../ui/Time';
import { BulkDialogs, type Asked } from '../bulk/BulkDialogs';
import { NoLetters } from '../letters/NoLetters';
import { type FailedSearch, filterOf, isFiltered, unfiltered } from '../search';
import { Spark } from './Spark';
import classes from '../Failed.module.css';

interface GroupsViewProps {
  search: FailedSearch;
  onChange(part: FailedSearch): void;
  /** Goes to a page that Back leaves. */
  onEnter(part: FailedSearch): void;
}

const acts = [
  { verb: 'retry', label: 'Retry', Icon: IconRefresh },
  { verb: 'edit', label: 'Edit payloads of', Icon: IconPencil },
  { verb: 'discard', label: 'Discard', Icon: IconTrash },
] as const;

function columnsFor(
  hours: number,
  ask: (verb: Asked['verb'], group: LetterGroup) => void,
): SortColumn<LetterGroup>[] {
  return [
    {
      key: 'cause',
      header: 'Cause',
      value: ({ errorCode, message }) => `${errorCode} ${message}`,
      cell: ({ errorCode, message, action }) => (
        <div className={classes.cause} title={`${message}\n${action}`}>
          <code className={classes.code}>{errorCode}</code>
          <span>{message || 'no message'}</span>
        </div>
      ),
    },
    {
      key: 'engine',
      header: 'Engine',
      value: ({ engine }) => engine,
      cell: ({ engine, engineVersions }) =>
        `${engine} ${engineVersions.map((version) => `v${version}`).join(', ')}`,
    },
    {
      key: 'spark',
      header: hours === 24 ? 'Last 24 h' : 'Last 7 days',
      value: ({ spark }) => spark.reduce((sum, part) => sum + part, 0),
      cell: ({ spark }) => <Spark parts={spark} hours={hours} />,
    },
    {
      key: 'letters',
      header: 'Letters',
      right: true,
      value: ({ letters }) => letters,
      cell: ({ letters }) => <strong className="tabular">{formatCount(letters)}</strong>,
    },
    {
      key: 'seen',
      header: 'Ever',
      right: true,
      value: ({ seen }) => seen,
      cell: ({ seen }) => <span className="tabular">{formatCount(seen)}</span>,
    },
    {
      key: 'first',
      header: 'First',
      value: ({ firstAt }) => firstAt,
      cell: ({ firstAt }) => <Time at={firstAt} />,
    },
    {
      key: 'last',
      header: 'Last',
      value: ({ lastAt }) => lastAt,
      cell: ({ lastAt }) => <Time at={lastAt} />,
    },
    {
      key: 'acts',
      header: '',
      value: () => null,
      cell: (group) => (
        <span className={classes.rowActs}>
          {acts.map(({ verb, label, Icon }) => (
            <Tooltip
              key={verb}
              label={`${label} ${group.letters === 1 ? 'this letter' : `these ${formatCount(group.letters)}`}`}
            >
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`${label} ${plural(group.letters, 'letter')}: ${group.errorCode}`}
                onClick={(event) => {
                  event.stopPropagation();
                  ask(verb, group);
                }}
                onKeyDown={(event) => event.stopPropagation()}
              >
                <Icon size={15} />
              </ActionIcon>
            </Tooltip>
          ))}
        </span>
      ),
    },
  ];
}

export function GroupsView({ search, onChange, onEnter }: GroupsViewProps) {
  const hours = search.hours ?? 24;
  const { fingerprint: _fingerprint, ...filter } = filterOf(search);
  const found = useQuery(
    trpc.deadLetters.groups.queryOptions({ ...filter, hours }, { placeholderData: keepPreviousData }),
  );
  if (found.isError)
    return <ProblemPanel problem={problemOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton m="lg" h={220} />;
  const { groups, total, letters } = found.data;
  if (groups.length === 0)
    return <NoLetters filtered={isFiltered(search)} onClear={() => onChange(unfiltered('groups'))} />;
  const ask = (verb: Asked['verb'], { fingerprint }: LetterGroup): void =>
    onChange({ view: 'groups', ask: verb, fingerprint });
  const group = groups.find((one) => one.fingerprint === search.fingerprint);
  const asked: Asked | null =
    search.ask && group
      ? {
          verb: search.ask,
          target: { filter: { ...filter, fingerprint: group.fingerprint } },
          about: `the letters of this group (${group.errorCode})`,
          count: group.letters,
        }
      : null;
  return (
    <div className={classes.groups}>
      <SortTable
        label="Groups of dead letters"
        rows={groups}
        columns={columnsFor(hours, ask)}
        keyOf={({ fingerprint }) => fingerprint}
        onOpen={({ fingerprint }) => onEnter({ view: 'letters', fingerprint })}
        empty=""
      />
      <Text size="xs" c="dimmed" p="md">
        {plural(letters, 'letter')} in {plural(total, 'group')}
        {total > groups.length && `; these are the ${groups.length} that something came to last`}
      </Text>
      <BulkDialogs
        asked={asked}
        onClose={() => onChange({ ask: undefined, fingerprint: undefined })}
        onStarted={() => undefined}
      />
    </div>
  );
}
