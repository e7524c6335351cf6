/** Every act: who did what to what, and whether the log of it is as it was written. */
import { useCallback, useMemo, useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconFileCertificate, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { AuditEntry } from '#contract/audit';
import { client, trpc } from '../../shell/api';
import { tellProblem } from '../../shell/job-acts';
import { problemOf } from '../../shell/problem';
import { SavedViewMenu } from '../../shell/SavedViewMenu';
import { pageSize, useWindowed, type WindowedSource } from '../../shell/use-windowed';
import { useNow } from '../../ui/clock';
import { EmptyNote } from '../../ui/EmptyNote';
import { plural } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { VirtualTable } from '../../ui/VirtualTable';
import { AuditToolbar } from './AuditToolbar';
import { auditColumns } from './columns';
import { EntryDrawer } from './EntryDrawer';
import { exportUrl } from './export-url';
import { filterOf, type AuditSearch } from './search';
import { VerdictNote } from './VerdictNote';

const route = getRouteApi('/audit');
const keyOf = ({ seq }: AuditEntry): string => String(seq);
const labelOf = ({ seq, act }: AuditEntry): string => `Entry ${seq}, ${act}`;
const ghostRows = 20;
/** A period moves on in steps, so that a page is not asked for anew each second. */
const periodStepMs = 60_000;

export function AuditPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(0);
  const now = useNow(periodStepMs);
  const { act, actor, outcome, q, period } = search;
  const filter = useMemo(
    () => filterOf({ act, actor, outcome, q, period }, now),
    [act, actor, outcome, q, period, now],
  );
  const source = useMemo<WindowedSource<AuditEntry>>(() => {
    const query = (offset: number) => ({ ...filter, offset, limit: pageSize });
    return {
      key: (offset) => trpc.audit.page.queryKey(query(offset)),
      fetch: (offset, signal) => client.audit.page.query(query(offset), { signal }),
    };
  }, [filter]);
  const entries = useWindowed(source);
  const verify = useMutation({
    mutationFn: () => client.audit.verify.query({}),
    onError: (error) => tellProblem('The chain could not be read', error),
  });
  const go = useCallback(
    (next: AuditSearch) => void navigate({ to: '/audit', search: next, replace: true }),
    [navigate],
  );
  const open = useCallback((row: AuditEntry) => go({ ...search, entry: row.seq }), [go, search]);
  const filtered = Object.keys(filter).length > 0;

  return (
    <Page
      name="Audit"
      title="Audit"
      fill
      actions={
        <>
          <span className="tabular">
            {entries.total === null ? '' : plural(entries.total, 'entry', 'entries')}
          </span>
          <SavedViewMenu page="/audit" search={{ ...search, entry: undefined }} />
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={15} />}>
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component="a" href={exportUrl(filter, 'jsonl')} download>
                JSON lines, with all that an entry holds
              </Menu.Item>
              <Menu.Item component="a" href={exportUrl(filter, 'csv')} download>
                CSV, for a spreadsheet
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={15} />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
          >
            Verify
          </Button>
        </>
      }
      toolbar={
        <AuditToolbar
          search={search}
          onChange={(next) => {
            setCursor(0);
            go(next);
          }}
        />
      }
    >
      {verify.data && <VerdictNote verdict={verify.data} onClose={() => verify.reset()} />}
      {entries.error !== null && (
        <ProblemPanel problem={problemOf(entries.error)} onRetry={entries.refetch} />
      )}
      {entries.total === 0 ? (
        <EmptyNote
          icon={<IconFileCertificate size={26} />}
          title={filtered ? 'No entry fits the filter' : 'Nothing has been done yet'}
          actions={
            filtered && (
              <Button variant="default" onClick={() => go({})}>
                Show all
              </Button>
            )
          }
        >
          {filtered
            ? 'Choose another period, or search for less.'
            : 'Every act of the console, the command line, programs and schedules is written here.'}
        </EmptyNote>
      ) : (
        <VirtualTable
          label="Audit log"
          columns={auditColumns}
          count={entries.total ?? ghostRows}
          busy={entries.isStale}
          rowAt={entries.rowAt}
          rowKey={keyOf}
          rowLabel={labelOf}
          onRange={entries.onRange}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={open}
        />
      )}
      <EntryDrawer seq={search.entry ?? null} onClose={() => go({ ...search, entry: undefined })} />
    </Page>
  );
}
