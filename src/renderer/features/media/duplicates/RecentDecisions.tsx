/** The last decisions about many pairs, each of which can still be taken back. */
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { plural } from '../../../ui/format';
import { TakeBackMenu } from '../TakeBackMenu';
import type { PairActs } from './use-pair-acts';

export function RecentDecisions({ acts }: { acts: PairActs }) {
  const recent = useQuery(trpc.media.decidedTogether.queryOptions()).data ?? [];
  const shown = recent.map(({ actKey, decidedAt, pairs, state }) => ({
    key: actKey,
    at: decidedAt,
    title: `${state === 'kept' ? 'Suggested one kept' : 'Both kept'} of ${plural(pairs, 'pair')}`,
  }));
  return <TakeBackMenu acts={shown} busy={acts.busy} onTakeBack={(key) => acts.reopen(key)} />;
}
