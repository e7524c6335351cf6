/** Named filters of the list pages: open, save, rename, star, remove and put back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { SavedView, SavedViewInput } from '#contract/access';
import { tellUndoable } from '../ui/undo-note';
import { whenDone } from './acts/when-done';
import { trpc } from './api';
import { newKey } from './idempotency-key';
import { tellProblem } from './job-acts';

interface SavedViews {
  views: readonly SavedView[];
  open(view: Pick<SavedView, 'page' | 'search'>): void;
  save(view: SavedViewInput): void;
  remove(view: SavedView): void;
  busy: boolean;
}

const none: readonly SavedView[] = [];

export function useSavedViews(): SavedViews {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const views = useQuery(trpc.access.views.queryOptions()).data ?? none;
  const again = (): void => void cache.invalidateQueries({ queryKey: trpc.access.views.queryKey() });
  const options = (problem: string) => ({
    onSuccess: again,
    onError: (error: unknown) => tellProblem(problem, error),
  });
  const save = useMutation(trpc.access.saveView.mutationOptions(options('The view was not saved')));
  const remove = useMutation(trpc.access.removeViews.mutationOptions(options('The view was not removed')));
  return {
    views,
    // Each page checks what its address holds; a view of an older page opens as far as it fits.
    open: ({ page, search }) => void navigate({ to: page, search }),
    save: (view) => save.mutate({ ...view, key: newKey() }),
    remove: (view) =>
      whenDone(remove.mutateAsync({ ids: [view.id], key: newKey() }), () =>
        tellUndoable(`The view “${view.name}” was removed`, () => save.mutate({ ...view, key: newKey() })),
      ),
    busy: save.isPending || remove.isPending,
  };
}
