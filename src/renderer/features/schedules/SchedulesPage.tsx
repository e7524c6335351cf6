/** Work that begins by the clock: what there is, when it comes next, and how it went. */
import { Button, Skeleton } from '@mantine/core';
import { IconCalendarClock, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { SavedViewMenu } from '../../shell/SavedViewMenu';
import { EmptyNote } from '../../ui/EmptyNote';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { ScheduleEditor } from './ScheduleEditor';
import { ScheduleHistory } from './ScheduleHistory';
import { ScheduleTable } from './ScheduleTable';
import type { SchedulesSearch } from './search';
import classes from './Schedules.module.css';

const route = getRouteApi('/schedules');

export function SchedulesPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useQuery(trpc.schedules.list.queryOptions());
  const go = (next: SchedulesSearch): void =>
    void navigate({ to: '/schedules', search: next, replace: true });
  const edit = (id: string | undefined): void => go({ ...search, edit: id });
  const add = (
    <Button leftSection={<IconPlus size={15} />} onClick={() => edit('new')}>
      New schedule
    </Button>
  );
  const edited = list.data?.find(({ id }) => id === search.edit);
  return (
    <Page
      name="Schedules"
      title="Schedules"
      actions={
        list.data?.length ? (
          <>
            <SavedViewMenu page="/schedules" search={{ ...search, edit: undefined }} />
            {add}
          </>
        ) : undefined
      }
    >
      <div className={classes.stack}>
        {list.isError && <ProblemPanel problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
        {list.isPending && <Skeleton h={200} role="status" aria-label="Loading schedules" />}
        {list.data?.length === 0 && (
          <EmptyNote icon={<IconCalendarClock size={26} />} title="Nothing is scheduled" actions={add}>
            Let the new files of a folder be run each night, an engine refresh what it knows, or old results
            be removed. Schedules survive restarts and make up for times that were missed.
          </EmptyNote>
        )}
        {list.data !== undefined && list.data.length > 0 && (
          <Panel flush>
            <ScheduleTable
              schedules={list.data}
              chosen={search.schedule}
              onChoose={(id) => go({ ...search, schedule: id === search.schedule ? undefined : id })}
              onEdit={edit}
            />
          </Panel>
        )}
        <ScheduleHistory search={search} schedules={list.data ?? []} onSearch={go} />
      </div>
      {(search.edit === 'new' || edited) && (
        <ScheduleEditor key={search.edit} schedule={edited ?? null} onClose={() => edit(undefined)} />
      )}
    </Page>
  );
}
