/** Two flights side by side: tracks on one map, barograms over each other, figures with their differences. */
import { Anchor, Button, Group, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconArrowsDiff, IconArrowsExchange } from '@tabler/icons-react';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyNote } from '../../../ui/EmptyNote';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { CompareFigures } from './CompareFigures';
import { CompareScene } from './CompareScene';
import type { CompareSearch } from './search';
import { useCompared, type Compared } from './use-compared';
import { sideColor } from './colors';
import classes from './Compare.module.css';

const oneFlight = {
  code: 'INVALID_INPUT',
  message: 'Both runs are of the same file.',
  action: 'Choose runs of two files.',
};
const route = getRouteApi('/compare');

export function ComparePage() {
  const search = route.useSearch();
  if (search.a === '' || search.b === '' || search.a === search.b) {
    return (
      <Page name="Compare" title="Compare two flights">
        <EmptyNote
          icon={<IconArrowsDiff size={26} />}
          title="Two flights are needed"
          actions={
            <Button renderRoot={(props) => <Link to="/runs" search={{ engine: 'xcmetrics' }} {...props} />}>
              Choose two runs
            </Button>
          }
        >
          Choose two runs in the list and press Compare, or use “Compare with…” on the page of a flight.
        </EmptyNote>
      </Page>
    );
  }
  return <TwoFlights key={`${search.a} ${search.b}`} search={search} />;
}

function TwoFlights({ search }: { search: CompareSearch }) {
  const navigate = useNavigate();
  const a = useCompared(search.a);
  const b = useCompared(search.b);
  const change = (next: Partial<CompareSearch>): void =>
    void navigate({ to: '/compare', search: { ...search, ...next }, replace: true });
  const sameFile = a.metricsId !== null && a.metricsId === b.metricsId;
  const problem = sameFile ? oneFlight : (a.problem ?? b.problem);
  const by = search.by ?? 'clock';
  return (
    <Page
      name="Compare"
      title="Compare two flights"
      actions={
        <>
          <SegmentedControl
            aria-label="Times of the barograms"
            value={by}
            onChange={(next) => change({ by: next === 'takeoff' ? 'takeoff' : undefined })}
            data={[
              { value: 'clock', label: 'Time of day' },
              { value: 'takeoff', label: 'Since take-off' },
            ]}
          />
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={14} />}
            onClick={() => change({ a: search.b, b: search.a })}
          >
            Swap
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        <Group gap="xl">
          <Name side="a" jobId={search.a} compared={a.compared} />
          <Name side="b" jobId={search.b} compared={b.compared} />
        </Group>
        {problem && (
          <ProblemPanel
            title="The flights cannot be compared"
            problem={problem}
            onRetry={() => {
              a.retry();
              b.retry();
            }}
          />
        )}
        {!problem && (!a.compared || !b.compared) && (
          <Skeleton h={520} role="status" aria-label="Reading the flights" />
        )}
        {!problem && a.compared && b.compared && (
          <>
            <CompareScene a={a.compared} b={b.compared} by={by} />
            <Panel title="Figures" flush>
              <CompareFigures a={a.compared} b={b.compared} />
            </Panel>
          </>
        )}
      </Stack>
    </Page>
  );
}

function Name({ side, jobId, compared }: { side: 'a' | 'b'; jobId: string; compared: Compared | null }) {
  return (
    <span className={classes.name}>
      <i style={{ background: sideColor[side] }} aria-hidden />
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => <Link to="/runs/$id" params={{ id: jobId }} {...props} />}
      >
        {compared?.fileName ?? (side === 'a' ? 'First flight' : 'Second flight')}
      </Anchor>
      {compared && <span>{[compared.date, compared.gliderType].filter(Boolean).join(', ')}</span>}
    </span>
  );
}
