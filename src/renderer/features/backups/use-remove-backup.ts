/** Removes a backup once the operator has agreed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { confirm } from '../../ui/confirm';

/** @param folder null: the usual one */
export function useRemoveBackup(folder: string | null) {
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.backups.remove.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.backups.pathKey() }),
      onError: (error) => tellProblem('It was not removed', error),
    }),
  );
  return {
    ask: async (name: string): Promise<void> => {
      const body = 'It cannot be taken back. Contents that other backups need stay.';
      const title = `Remove the backup ${name}?`;
      if (await confirm({ title, body, confirmLabel: 'Remove it', danger: true }))
        remove.mutate({ names: [name], folder, key: newKey() });
    },
    /** Name of the one that is being removed. */
    removing: remove.isPending ? (remove.variables.names[0] ?? null) : null,
  };
}
