/** Dead letters: what they have in common, each of them, and the trash. */
import { useCallback } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { deadLetterTotal } from '../../shell/dead-letter-total';
import { SavedViewMenu } from '../../shell/SavedViewMenu';
import { formatCount } from '../../ui/format';
import { Page } from '../../ui/Page';
import { BulkStrip } from './bulk/BulkStrip';
import { ImportButton } from './bulk/ImportButton';
import { GroupsView } from './groups/GroupsView';
import { FilterBar } from './letters/FilterBar';
import { LettersView } from './letters/LettersView';
import { TrashView } from './trash/TrashView';
import { FailedSearch, type FailedView, unfiltered, viewOf } from './search';

const route = getRouteApi('/failed');
const labels: Record<FailedView, string> = { groups: 'Groups', letters: 'Letters', trash: 'Trash' };

export function FailedPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const total = useQuery(deadLetterTotal).data;
  const view = viewOf(search);
  /** Changes only what is told, in the address as it is by then: what was typed meanwhile stays. */
  const change = useCallback(
    (part: FailedSearch, replace: boolean) =>
      void navigate({
        to: '/failed',
        search: (now) => ({ ...FailedSearch.parse(now), ...part }),
        replace,
      }),
    [navigate],
  );
  const go = useCallback((part: FailedSearch) => change(part, true), [change]);
  /** A step that Back takes back. */
  const enter = useCallback((part: FailedSearch) => change(part, false), [change]);
  const switchTo = (next: string): void => {
    if (next === 'trash') enter(unfiltered('trash'));
    else
      enter({
        view: next as FailedView,
        letter: undefined,
        ...(next === 'groups' ? { fingerprint: undefined } : {}),
      });
  };
  return (
    <Page
      name="Failed"
      title="Failed"
      fill
      actions={
        <>
          <span className="tabular">{total === undefined ? '' : `${formatCount(total)} to look at`}</span>
          <SavedViewMenu
            page="/failed"
            search={{ ...search, letter: undefined, edit: undefined, ask: undefined }}
          />
          <ImportButton />
        </>
      }
      toolbar={
        <FilterBar search={search} view={view} onChange={go}>
          <SegmentedControl
            aria-label="View"
            size="xs"
            data={Object.entries(labels).map(([value, label]) => ({ value, label }))}
            value={view}
            onChange={switchTo}
          />
        </FilterBar>
      }
    >
      <BulkStrip />
      {view === 'groups' && <GroupsView search={search} onChange={go} onEnter={enter} />}
      {view === 'letters' && <LettersView search={search} onChange={go} />}
      {view === 'trash' && <TrashView search={search} />}
    </Page>
  );
}
