/** The pages, with how much waits on them. */
import { Tooltip } from '@mantine/core';
import {
  IconInfoCircle,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from '@tanstack/react-router';
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
  const batches = useQuery(trpc.batches.list.queryOptions()).data ?? [];
  return {
    failed,
    alerts: useQuery(alertCount).data ?? 0,
    active: (jobs?.active ?? 0) + (jobs?.waiting ?? 0),
    batches: batches.filter((batch) => batch.state === 'running' || batch.state === 'open').length,
  };
}

const countLabels = {
  active: 'waiting or active',
  batches: 'running',
  failed: 'to look at',
  alerts: 'firing',
};

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
            .map(({ to, label, Icon, count }) => (
              <Fragment key={to}>
                <Tooltip label={label} position="right" disabled={!collapsed}>
                  <Link
                    to={to}
                    className={classes.link}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                  >
                    <Icon size={18} stroke={1.7} aria-hidden />
                    <span className={classes.text}>{label}</span>
                    {count !== null && counts[count] > 0 && (
                      <span
                        className={classes.count}
                        data-tone={count === 'failed' || count === 'alerts' ? 'bad' : undefined}
                        aria-label={`${formatCount(counts[count])} ${countLabels[count]}`}
                      >
                        {formatCount(counts[count])}
                      </span>
                    )}
                  </Link>
                </Tooltip>
                {views
                  .filter((view) => view.starred && view.page === to)
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
