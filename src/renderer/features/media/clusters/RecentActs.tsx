/** The last merges, splits and moves, each of which can still be taken back. */
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { plural } from '../../../ui/format';
import { TakeBackMenu } from '../TakeBackMenu';
import type { useClusterActs } from './use-cluster-acts';

export function RecentActs({ acts }: { acts: ReturnType<typeof useClusterActs> }) {
  const recent = useQuery(trpc.media.undoableActs.queryOptions()).data ?? [];
  const shown = recent.map(({ actKey, madeAt, moved, into }) => ({
    key: actKey,
    at: madeAt,
    title: `${plural(moved, 'asset')} moved into ${into ?? 'a cluster without a name'}`,
  }));
  return <TakeBackMenu acts={shown} busy={acts.busy} onTakeBack={acts.undo} />;
}
