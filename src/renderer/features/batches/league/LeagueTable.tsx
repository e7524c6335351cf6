/** The league table of a batch: choice of the rule set, ranked flights, export. */
import { useMemo } from 'react';
import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { IconDownload, IconTrophy } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Batch } from '#contract/batches';
import { problemOf } from '../../../shell/problem';
import { usePreferences } from '../../../state/preferences';
import { EmptyNote } from '../../../ui/EmptyNote';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { SortTable } from '../../../ui/SortTable';
import { formatCount, plural } from '../../../ui/format';
import { saveBlob, saveText } from '../../../ui/save-file';
import { leagueColumns } from './columns';
import { leagueCsv } from './league-csv';
import { leagueFileName } from './league-fields';
import { leagueXlsx } from './league-xlsx';
import { rank, ruleSetsOf } from './ranking';
import { useLeague, type League } from './use-league';
import classes from '../Batches.module.css';

export function LeagueTable({ batch }: { batch: Batch }) {
  const { league, read } = useLeague(batch.id, batch.counts.completed);
  if (league.isError && !league.data) {
    return (
      <ProblemPanel
        title="The scores could not be read"
        problem={problemOf(league.error)}
        onRetry={() => void league.refetch()}
      />
    );
  }
  if (!league.data) {
    return (
      <div role="status" aria-label="Reading the scores">
        {read.of > 0 && (
          <Text size="sm" c="dimmed" p="md">
            Read {formatCount(read.count)} of {plural(read.of, 'score')}.
          </Text>
        )}
        <Skeleton h={280} />
      </div>
    );
  }
  if (league.data.files.length === 0) {
    return (
      <EmptyNote icon={<IconTrophy size={26} />} title="No flight of this batch has a score yet">
        Scores are computed last, after metrics, terrain and places. This table fills by itself.
      </EmptyNote>
    );
  }
  return <Ranked batch={batch} league={league.data} />;
}

function Ranked({ batch, league }: { batch: Batch; league: League }) {
  const navigate = useNavigate();
  const preferred = usePreferences((state) => state.ruleSet);
  const setRuleSet = usePreferences((state) => state.setRuleSet);
  const ruleSets = useMemo(() => ruleSetsOf(league.files), [league]);
  const ruleSet = (ruleSets.find(({ id }) => id === preferred) ?? ruleSets[0])?.id ?? '';
  const rows = useMemo(() => rank(league.files, ruleSet, league), [league, ruleSet]);
  const nameWith = (suffix: string): string => leagueFileName(batch.name, ruleSet, suffix);
  const unread = league.total - league.files.length;
  return (
    <div className={classes.league}>
      <Group gap="sm" px={20} py={8}>
        <Select
          aria-label="Rule set"
          searchable
          allowDeselect={false}
          w={240}
          value={ruleSet}
          onChange={(next) => next !== null && setRuleSet(next)}
          data={ruleSets.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Text size="sm" c="dimmed">
          {plural(rows.length, 'flight')}
          {unread > 0 && `, ${formatCount(unread)} more are not shown`}
        </Text>
        <Button
          ml="auto"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => saveText(nameWith('.csv'), leagueCsv(rows), 'text/csv;charset=utf-8')}
        >
          CSV
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => void leagueXlsx(rows, ruleSet).then((file) => saveBlob(nameWith('.xlsx'), file))}
        >
          XLSX
        </Button>
      </Group>
      <SortTable
        label="League table"
        rows={rows}
        columns={leagueColumns}
        keyOf={(row) => row.jobId}
        onOpen={(row) => void navigate({ to: '/runs/$id', params: { id: row.jobId } })}
        empty="No flight is scored by these rules."
      />
    </div>
  );
}
