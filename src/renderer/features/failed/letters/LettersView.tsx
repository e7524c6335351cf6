/** Each letter under the filter: choose, open, act on some or on all that match. */
import { useState } from 'react';
import { Alert } from '@mantine/core';
import type { DeadLetter } from '#contract/dead-letters';
import { problemOf } from '../../../shell/problem';
import { formatCount } from '../../../ui/format';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { useSelection } from '../../../ui/use-selection';
import { VirtualTable } from '../../../ui/VirtualTable';
import { BulkDialogs, type Asked } from '../bulk/BulkDialogs';
import { useLetterActs } from '../bulk/use-letter-acts';
import { EditDialog } from '../edit/EditDialog';
import { GroupHead } from '../groups/GroupHead';
import { LetterDrawer } from '../letter/LetterDrawer';
import { type FailedSearch, filterOf, isFiltered, unfiltered } from '../search';
import { letterColumns } from './columns';
import { LetterBar } from './LetterBar';
import { NoLetters } from './NoLetters';
import { useLetters } from './use-letters';

const keyOf = (row: DeadLetter): string => row.jobId;
const labelOf = (row: DeadLetter): string => row.fileName;
const ghostRows = 20;

interface LettersViewProps {
  search: FailedSearch;
  onChange(part: FailedSearch): void;
}

export function LettersView({ search, onChange }: LettersViewProps) {
  const [cursor, setCursor] = useState(0);
  const [asked, setAsked] = useState<Asked | null>(null);
  const letters = useLetters(search);
  const selection = useSelection({ rowAt: letters.rowAt, rowKey: keyOf });
  const { chosen } = selection;
  const close = (): void => onChange({ letter: undefined, edit: undefined });
  const acts = useLetterActs(() => {
    selection.clear();
    close();
  });
  const loaded = letters.anyPage?.rows ?? [];
  const all = chosen.size > 0 && chosen.size >= loaded.length;
  const choice = { all, some: chosen.size > 0, onToggle: () => selection.set(all ? [] : loaded.map(keyOf)) };
  const filter = filterOf(search);
  const { total } = letters;
  return (
    <>
      {letters.error !== null && (
        <ProblemPanel problem={problemOf(letters.error)} onRetry={letters.refetch} />
      )}
      {search.fingerprint && <GroupHead fingerprint={search.fingerprint} hours={search.hours ?? 24} />}
      {total !== 0 && (
        <LetterBar
          chosen={[...chosen]}
          filter={filter}
          filtered={isFiltered(search)}
          total={total}
          hasMore={letters.anyPage?.hasMore ?? false}
          onAsk={setAsked}
          onClear={selection.clear}
        />
      )}
      {letters.anyPage?.hasMore && (
        <Alert color="yellow" p="xs" radius={0}>
          More than {formatCount(total)} letters match; these are the first. Search for more of the text, or
          act on all that match.
        </Alert>
      )}
      {total === 0 ? (
        <NoLetters filtered={isFiltered(search)} onClear={() => onChange(unfiltered('letters'))} />
      ) : (
        <VirtualTable
          label="Dead letters"
          columns={letterColumns}
          count={total ?? ghostRows}
          busy={letters.isStale}
          rowAt={letters.rowAt}
          rowKey={keyOf}
          rowLabel={labelOf}
          onRange={letters.onRange}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={(row) => onChange({ view: 'letters', letter: row.jobId })}
          selected={chosen}
          onSelect={selection.choose}
          choice={choice}
          onEscape={selection.clear}
        />
      )}
      <LetterDrawer
        id={search.letter ?? null}
        busy={acts.busy}
        covered={asked !== null || search.edit === true}
        onClose={close}
        onRetry={acts.retry}
        onEdit={() => onChange({ edit: true })}
        onDiscard={(id, fileName) =>
          setAsked({ verb: 'discard', target: { ids: [id] }, about: fileName, count: 1 })
        }
        onSame={(fingerprint) => onChange({ ...unfiltered('letters'), fingerprint })}
      />
      {search.letter && search.edit && (
        <EditDialog id={search.letter} onClose={() => onChange({ edit: undefined })} onDone={close} />
      )}
      <BulkDialogs
        asked={asked}
        onClose={() => setAsked(null)}
        onStarted={() => {
          selection.clear();
          close();
        }}
      />
    </>
  );
}
