/** The pages, with how much waits on them. */
import { Tooltip } from '@mantine/core';
import {
  IconAlertOctagon,
  IconGauge,
  IconInfoCircle,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListDetails,
  IconSettings,
  IconStack2,
  IconUpload,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDialogs } from '../state/dialogs';
import { usePreferences } from '../state/preferences';
import { formatCount } from '../ui/format';
import { trpc } from './api';
import { deadLetterTotal } from './dead-letter-total';
import classes from './Shell.module.css';

const pages = [
  { to: '/', label: 'Overview', Icon: IconGauge, count: null },
  { to: '/ingest', label: 'Ingest', Icon: IconUpload, count: null },
  { to: '/runs', label: 'Runs', Icon: IconListDetails, count: 'active' },
  { to: '/batches', label: 'Batches', Icon: IconStack2, count: 'batches' },
  { to: '/failed', label: 'Failed', Icon: IconAlertOctagon, count: 'failed' },
  { to: '/settings', label: 'Settings', Icon: IconSettings, count: null },
] as const;

function useNavCounts(): Record<'active' | 'batches' | 'failed', number> {
  const failed = useQuery(deadLetterTotal).data ?? 0;
  const jobs = useQuery(trpc.jobs.counts.queryOptions({})).data;
  const batches = useQuery(trpc.batches.list.queryOptions()).data ?? [];
  return {
    failed,
    active: (jobs?.active ?? 0) + (jobs?.waiting ?? 0),
    batches: batches.filter((batch) => batch.state === 'running' || batch.state === 'open').length,
  };
}

const countLabels = { active: 'waiting or active', batches: 'running', failed: 'to look at' };

export function Navigation({ collapsed }: { collapsed: boolean }) {
  const counts = useNavCounts();
  const toggle = usePreferences((state) => state.toggleNav);
  const show = useDialogs((state) => state.show);
  const Fold = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={classes.nav} data-collapsed={collapsed || undefined}>
      {pages.map(({ to, label, Icon, count }) => (
        <Tooltip key={to} label={label} position="right" disabled={!collapsed}>
          <Link to={to} className={classes.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <Icon size={18} stroke={1.7} aria-hidden />
            <span className={classes.text}>{label}</span>
            {count !== null && counts[count] > 0 && (
              <span
                className={classes.count}
                data-tone={count === 'failed' ? 'bad' : undefined}
                aria-label={`${formatCount(counts[count])} ${countLabels[count]}`}
              >
                {formatCount(counts[count])}
              </span>
            )}
          </Link>
        </Tooltip>
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
