/** The pages, with how much waits on them. */
import { Tooltip } from '@mantine/core';
import {
  IconInfoCircle,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, memo } from 'react';
import { Link } from '@tanstack/react-router';
import type { Batch } from '#contract/batches';
import { useDialogs } from '../state/dialogs';
import { usePreferences } from '../state/preferences';
import { formatCount } from '../ui/format';
import { trpc } from './api';
import { alertCount } from './alert-count';
import { deadLetterTotal } from './dead-letter-total';
import { pages, sections } from './pages';
import { useSavedViews } from './use-saved-views';
import classes from './Shell.module.css';

function useNavCounts(): Record<'active' | 'batches' | 'failed' | 'alerts', number> {
  const failed = useQuery(deadLetterTotal).data ?? 0;
  const jobs = useQuery(trpc.jobs.counts.queryOptions({})).data;
  const running = useQuery({ ...trpc.batches.list.queryOptions(), select: runningBatches }).data ?? 0;
  return {
    failed,
    alerts: useQuery(alertCount).data ?? 0,
    active: (jobs?.active ?? 0) + (jobs?.waiting ?? 0),
    batches: running,
  };
}

function runningBatches(batches: readonly Batch[]): number {
  return batches.filter(({ state }) => state === 'running' || state === 'open').length;
}

const countLabels = {
  active: 'waiting or active',
  batches: 'running',
  failed: 'to look at',
  alerts: 'firing',
};

interface PageLinkProps {
  page: (typeof pages)[number];
  count: number;
  collapsed: boolean;
}

/** Drawn again only when its own count changes: under load some count does every second. */
const PageLink = memo(function PageLink({ page, count, collapsed }: PageLinkProps) {
  const { to, label, Icon, count: counted } = page;
  return (
    <Tooltip label={label} position="right" disabled={!collapsed}>
      <Link to={to} className={classes.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
        <Icon size={18} stroke={1.7} aria-hidden />
        <span className={classes.text}>{label}</span>
        {counted !== null && count > 0 && (
          <span
            className={classes.count}
            data-tone={counted === 'failed' || counted === 'alerts' ? 'bad' : undefined}
            aria-label={`${formatCount(count)} ${countLabels[counted]}`}
          >
            {formatCount(count)}
          </span>
        )}
      </Link>
    </Tooltip>
  );
});

export function Navigation({ collapsed }: { collapsed: boolean }) {
  const counts = useNavCounts();
  const { views } = useSavedViews();
  const toggle = usePreferences((state) => state.toggleNav);
  const show = useDialogs((state) => state.show);
  const Fold = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={classes.nav} data-collapsed={collapsed || undefined}>
      {sections.map((section) => (
        <section key={section} className={classes.section} aria-label={section}>
          <span className={classes.heading} aria-hidden>
            {section}
          </span>
          {pages
            .filter((page) => page.section === section)
            .map((page) => (
              <Fragment key={page.to}>
                <PageLink
                  page={page}
                  count={page.count === null ? 0 : counts[page.count]}
                  collapsed={collapsed}
                />
                {views
                  .filter((view) => view.starred && view.page === page.to)
                  .map((view) => (
                    <Link
                      key={view.id}
                      to={view.page}
                      search={view.search}
                      className={classes.view}
                      activeProps={{}}
                    >
                      <span className={classes.text}>{view.name}</span>
                    </Link>
                  ))}
              </Fragment>
            ))}
        </section>
      ))}
      <span className={classes.spring} />
      <button type="button" className={classes.link} onClick={() => show('about')}>
        <IconInfoCircle size={18} stroke={1.7} aria-hidden />
        <span className={classes.text}>About</span>
      </button>
      <button type="button" className={classes.link} onClick={toggle} aria-pressed={collapsed}>
        <Fold size={18} stroke={1.7} aria-hidden />
        <span className={classes.text}>{collapsed ? 'Unfold' : 'Fold'}</span>
      </button>
    </div>
  );
}
