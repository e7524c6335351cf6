/** Hits of one kind. */
import { Anchor } from '@mantine/core';
import type { SearchGroup, SearchHit } from '#contract/search';
import { SameTime } from '../../shell/SameTime';
import { kindNames, useOpenHit, windowOf, type HitWindow } from '../../shell/search-hits';
import { Panel } from '../../ui/Panel';
import { Time } from '../../ui/Time';
import classes from './Search.module.css';

interface HitListProps {
  group: SearchGroup;
  window: HitWindow;
  /** Null when all that is given is shown. */
  onMore: (() => void) | null;
}

export function HitList({ group, window, onMore }: HitListProps) {
  const open = useOpenHit(window);
  return (
    <Panel
      flush
      title={kindNames[group.kind]}
      aside={
        group.more && onMore ? (
          <Anchor component="button" size="sm" onClick={onMore}>
            More of these
          </Anchor>
        ) : null
      }
    >
      <ul className={classes.hits} aria-label={`${kindNames[group.kind]} found`}>
        {group.hits.map((hit) => (
          <Hit key={hit.id} hit={hit} onOpen={() => open(hit)} />
        ))}
      </ul>
    </Panel>
  );
}

function Hit({ hit, onOpen }: { hit: SearchHit; onOpen(): void }) {
  const around = windowOf(hit);
  return (
    <li className={classes.hit}>
      <button type="button" className={classes.open} data-bad={hit.bad || undefined} onClick={onOpen}>
        <b>{hit.title}</b>
        <span title={hit.detail}>{hit.detail}</span>
      </button>
      {hit.at !== null && <Time at={hit.at} />}
      {around && hit.kind !== 'process' && <SameTime {...around} />}
    </li>
  );
}
