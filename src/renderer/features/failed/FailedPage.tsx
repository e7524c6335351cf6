/** Dead letters: find what they have in common, look at one, retry or discard. */
import { useCallback, useState } from 'react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { DeadLetter } from '#contract/dead-letters';
import { problemOf } from '../../shell/problem';
import { formatCount } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { useSelection } from '../../ui/use-selection';
import { VirtualTable } from '../../ui/VirtualTable';
import { CodeChips } from './CodeChips';
import { letterColumns } from './columns';
import { DiscardDialog } from './DiscardDialog';
import { LetterBar } from './LetterBar';
import { LetterDrawer } from './LetterDrawer';
import { NoLetters } from './NoLetters';
import type { FailedSearch } from './search';
import { useLetterActs } from './use-letter-acts';
import { useLetters } from './use-letters';

const route = getRouteApi('/failed');
const keyOf = (row: DeadLetter): string => row.jobId;
const labelOf = (row: DeadLetter): string => row.fileName;
const ghostRows = 20;

export function FailedPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(0);
  const [discarding, setDiscarding] = useState<readonly string[]>([]);
  const letters = useLetters(search);
  const selection = useSelection({ rowAt: letters.rowAt, rowKey: keyOf });
  const { chosen } = selection;

  const go = useCallback(
    (next: FailedSearch) => void navigate({ to: '/failed', search: next, replace: true }),
    [navigate],
  );
  const filter = (next: FailedSearch): void => {
    selection.clear();
    setCursor(0);
    go(next);
  };
  const close = (): void => go({ ...search, letter: undefined });
  const acts = useLetterActs(() => {
    selection.clear();
    close();
  });
  const open = useCallback((row: DeadLetter) => go({ ...search, letter: row.jobId }), [go, search]);
  const filtered = Boolean(search.code ?? search.engine ?? search.fingerprint ?? search.q);
  const loaded = letters.anyPage?.rows ?? [];
  const all = chosen.size > 0 && chosen.size >= loaded.length;
  const choice = { all, some: chosen.size > 0, onToggle: () => selection.set(all ? [] : loaded.map(keyOf)) };

  return (
    <Page
      name="Failed"
      title="Failed"
      fill
      actions={
        <span className="tabular">
          {letters.total === null ? '' : `${formatCount(letters.total)} to look at`}
        </span>
      }
      toolbar={<CodeChips search={search} byCode={letters.anyPage?.byCode ?? []} onChange={filter} />}
    >
      {letters.error !== null && (
        <ProblemPanel problem={problemOf(letters.error)} onRetry={letters.refetch} />
      )}
      <LetterBar
        count={chosen.size}
        busy={acts.busy}
        onRetry={() => acts.retry([...chosen])}
        onDiscard={() => setDiscarding([...chosen])}
        onClear={selection.clear}
      />
      {letters.total === 0 ? (
        <NoLetters filtered={filtered} onClear={() => filter({})} />
      ) : (
        <VirtualTable
          label="Dead letters"
          columns={letterColumns}
          count={letters.total ?? ghostRows}
          rowAt={letters.rowAt}
          rowKey={keyOf}
          rowLabel={labelOf}
          onRange={letters.onRange}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={open}
          selected={chosen}
          onSelect={selection.choose}
          choice={choice}
          onEscape={selection.clear}
        />
      )}
      <LetterDrawer
        id={search.letter ?? null}
        busy={acts.busy}
        onClose={close}
        onRetry={(id) => acts.retry([id])}
        onDiscard={(id) => setDiscarding([id])}
        onSame={(fingerprint) => filter({ fingerprint })}
      />
      <DiscardDialog
        ids={discarding}
        onClose={() => setDiscarding([])}
        onDiscard={(reason) => {
          acts.discard(discarding, reason);
          setDiscarding([]);
        }}
      />
    </Page>
  );
}
