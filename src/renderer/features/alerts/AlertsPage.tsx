/** What is wrong or about to be: rules over the figures, what fired, and who is told. */
import { useState } from 'react';
import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { IconBellOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { Figure, Figures } from '../../ui/Figure';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { IncidentTable } from './IncidentTable';
import { RuleDetail } from './RuleDetail';
import { RuleEditor } from './RuleEditor';
import { RulesTable } from './RulesTable';
import type { AlertsSearch } from './search';
import { SilenceDialog } from './SilenceDialog';
import { Webhooks } from './Webhooks';
import classes from './Alerts.module.css';

const route = getRouteApi('/alerts');
/** Values of the rules are of the last second. */
const everyMs = 2000;

export function AlertsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useQuery({ ...trpc.alerts.list.queryOptions(), refetchInterval: everyMs });
  const go = (next: AlertsSearch): void => void navigate({ to: '/alerts', search: next, replace: true });
  const statuses = list.data ?? [];
  const count = (state: string) => statuses.filter((status) => status.state === state).length;
  const edited = statuses.find(({ rule }) => rule.id === search.edit)?.rule;
  const toSilence = statuses.find(({ rule }) => rule.id === search.silence)?.rule;
  const silenced =
    search.silence === 'all'
      ? { ruleId: null, name: 'all alerts' }
      : toSilence && { ruleId: toSilence.id, name: `“${toSilence.name}”` };
  const chosen = statuses.find(({ rule }) => rule.id === search.rule);
  return (
    <Page
      name="Alerts"
      title="Alerts"
      actions={
        <Group gap={8}>
          <SegmentedControl
            aria-label="What is shown"
            value={search.tab ?? 'rules'}
            onChange={(tab) =>
              go({ ...search, tab: tab === 'history' || tab === 'webhooks' ? tab : undefined })
            }
            data={[
              { value: 'rules', label: 'Rules' },
              { value: 'history', label: 'History' },
              { value: 'webhooks', label: 'Webhooks' },
            ]}
          />
          <Button
            variant="default"
            leftSection={<IconBellOff size={15} />}
            onClick={() => go({ ...search, silence: 'all' })}
          >
            Silence all
          </Button>
          <Button leftSection={<IconPlus size={15} />} onClick={() => go({ ...search, edit: 'new' })}>
            New alert
          </Button>
        </Group>
      }
    >
      {list.isError && <ProblemPanel problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton h={240} role="status" aria-label="Loading alerts" />}
      {search.tab === 'history' && <History />}
      {search.tab === 'webhooks' && <Webhooks />}
      {search.tab === undefined && list.data && (
        <div className={classes.stack}>
          <Figures label="Alerts now">
            <Figure label="Firing" value={count('firing')} tone={count('firing') > 0 ? 'bad' : 'plain'} />
            <Figure label="Pending" value={count('pending')} />
            <Figure label="Silenced" value={statuses.filter(({ silence }) => silence !== null).length} />
            <Figure label="No data" value={count('no-data')} />
          </Figures>
          <Panel flush>
            <RulesTable
              statuses={statuses}
              chosen={search.rule}
              onChoose={(id) => go({ ...search, rule: id === search.rule ? undefined : id })}
              onEdit={(id) => go({ ...search, edit: id })}
              onSilence={({ rule }) => go({ ...search, silence: rule.id })}
            />
          </Panel>
          {chosen && <RuleDetail key={chosen.rule.id} status={chosen} />}
        </div>
      )}
      {(search.edit === 'new' || edited) && (
        <RuleEditor
          key={search.edit}
          rule={edited ?? null}
          onClose={() => go({ ...search, edit: undefined })}
        />
      )}
      {silenced && <SilenceDialog {...silenced} onClose={() => go({ ...search, silence: undefined })} />}
    </Page>
  );
}

const pageSize = 50;

function History() {
  const [limit, setLimit] = useState(pageSize);
  const page = useQuery({
    ...trpc.alerts.incidents.queryOptions({ limit }),
    placeholderData: (before) => before,
  }).data;
  return (
    <Panel title="What fired" flush aside={page ? `${page.total} in all` : ''}>
      <IncidentTable incidents={page?.rows ?? []} />
      {page && page.total > page.rows.length && limit < 500 && (
        <Button m={10} variant="default" onClick={() => setLimit(Math.min(500, limit + pageSize))}>
          Show more
        </Button>
      )}
    </Panel>
  );
}
