/** Adds, pauses and forgets watched folders. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';

interface FolderActs {
  busy: boolean;
  watch(path: string, recursive: boolean, onDone: () => void): void;
  pause(id: string, paused: boolean): void;
  forget(id: string): void;
}

export function useFolderActs(): FolderActs {
  const cache = useQueryClient();
  const options = (title: string) => ({
    onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.media.pathKey() }),
    onError: (error: unknown) => tellProblem(title, error),
  });
  const watch = useMutation(trpc.media.watchFolder.mutationOptions(options('The folder is not watched')));
  const pause = useMutation(trpc.media.pauseFolder.mutationOptions(options('The folder stays as it was')));
  const forget = useMutation(
    trpc.media.forgetFolder.mutationOptions(options('The folder is watched as before')),
  );
  return {
    busy: watch.isPending || pause.isPending || forget.isPending,
    watch: (path, recursive, onDone) =>
      watch.mutate({ path, recursive, key: newKey() }, { onSuccess: onDone }),
    pause: (id, paused) => pause.mutate({ id, paused, key: newKey() }),
    forget: (id) => forget.mutate({ id, key: newKey() }),
  };
}
