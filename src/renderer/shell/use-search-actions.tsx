/** What the instance knows of the text in the palette: runs, traces, processes, log lines and metrics. */
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconChartLine,
  IconCpu,
  IconFileText,
  IconListDetails,
  IconSearch,
  IconStack2,
  IconTimeline,
} from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { HitKind, SearchGroup } from '#contract/search';
import { formatForList } from '../ui/time-format';
import { useToday } from '../ui/clock';
import { trpc } from './api';
import { kindNames, useOpenHit } from './search-hits';

const icons: Record<HitKind, typeof IconSearch> = {
  job: IconListDetails,
  batch: IconStack2,
  trace: IconTimeline,
  process: IconCpu,
  log: IconFileText,
  metric: IconChartLine,
};
const pauseMs = 180;
const leastLength = 2;
const hitsOfKind = 4;

export function useSearchActions(query: string): SpotlightActionGroupData[] {
  const go = useNavigate();
  const open = useOpenHit();
  const today = useToday();
  const [text] = useDebouncedValue(query.trim(), pauseMs);
  const asked = text.length >= leastLength;
  const ask = (kinds: HitKind[]) =>
    trpc.search.find.queryOptions(asked ? { text, kinds, limit: hitsOfKind } : skipToken);
  // Reading the log may take longer: the others do not wait for it. Batches have a group of their own.
  const quick = useQuery(ask(['job', 'trace', 'process', 'metric'])).data ?? [];
  const logs = useQuery(ask(['log'])).data ?? [];
  const icon = { size: 18, stroke: 1.6 };
  const typed = query.trim();
  if (typed === '') return [];
  const searches: SpotlightActionGroupData = {
    group: 'Search',
    actions: [
      {
        id: 'search-runs',
        label: `Search runs for “${typed}”`,
        keywords: query,
        leftSection: <IconSearch {...icon} />,
        onClick: () => void go({ to: '/runs', search: { q: typed } }),
      },
      {
        id: 'search-all',
        label: `Search everything for “${typed}”`,
        keywords: query,
        leftSection: <IconSearch {...icon} />,
        onClick: () => void go({ to: '/search', search: { q: typed } }),
      },
    ],
  };
  if (!asked) return [searches];
  const groupOf = ({ kind, hits }: SearchGroup): SpotlightActionGroupData => {
    const Icon = icons[kind];
    return {
      group: kindNames[kind],
      actions: hits.map((hit) => ({
        id: `${kind}-${hit.id}`,
        label: hit.title,
        description: [hit.at === null ? '' : formatForList(hit.at, today), hit.detail]
          .filter(Boolean)
          .join(' · ')
          .slice(0, 110),
        // The server has matched it: the palette's own filter lets it through.
        keywords: query,
        leftSection: <Icon {...icon} />,
        onClick: () => open(hit),
      })),
    };
  };
  return [searches, ...[...quick, ...logs].map(groupOf)];
}
