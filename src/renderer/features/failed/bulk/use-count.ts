/** How many letters an act would be for, counted when the dialog opens. */
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import type { Asked } from './BulkDialogs';

export function useCount({ target }: Pick<Asked, 'target'>): number | null {
  return useQuery(trpc.deadLetters.count.queryOptions({ target }, { staleTime: 0 })).data ?? null;
}
