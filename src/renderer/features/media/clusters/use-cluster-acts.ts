/** What operators do to clusters, with what it did told afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { ClusterPass } from '#contract/media/clusters';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { plural } from '../../../ui/format';
import { tellUndoable } from '../../../ui/undo-note';

interface ClusterActs {
  busy: boolean;
  /** @param before the name that an undo gives back */
  name(id: string, name: string | null, before: string | null): void;
  /** Takes back the merge, split or move with this key. */
  undo(actKey: string): void;
  pin(id: string, pinned: boolean): void;
  cover(id: string, assetId: string): void;
  merge(intoId: string, ids: readonly string[]): void;
  /** Null: into a new cluster. */
  move(assetIds: readonly string[], clusterId: string | null): void;
  split(id: string): void;
  pass(kind: ClusterPass['kind']): void;
}

export function useClusterActs(): ClusterActs {
  const cache = useQueryClient();
  /** @param actKey of an act that can be taken back */
  const done = (title?: string, actKey?: string) => {
    void cache.invalidateQueries({ queryKey: trpc.media.pathKey() });
    if (title && actKey !== undefined) tellUndoable(title, () => undo.mutate({ actKey, key: newKey() }));
    else if (title) notifications.show({ color: 'teal', title, message: '' });
  };
  const failed = (title: string) => (error: unknown) => tellProblem(title, error);
  const undo = useMutation(
    trpc.media.undoClusters.mutationOptions({
      onSuccess: ({ moved }) => done(`Taken back: ${plural(moved, 'asset')} moved back`),
      onError: failed('It was not taken back'),
    }),
  );
  const cover = useMutation(
    trpc.media.coverCluster.mutationOptions({
      onSuccess: () => done('It is the cover of its cluster now'),
      onError: failed('The cover stays as it was'),
    }),
  );
  const name = useMutation(
    trpc.media.nameCluster.mutationOptions({
      onSuccess: () => done(),
      onError: failed('The name stays as it was'),
    }),
  );
  const pin = useMutation(
    trpc.media.pinCluster.mutationOptions({
      onSuccess: () => done(),
      onError: failed('The pin stays as it was'),
    }),
  );
  const merge = useMutation(
    trpc.media.mergeClusters.mutationOptions({
      onSuccess: ({ moved }, { key }) => done(`Merged: ${plural(moved, 'asset')} moved`, key),
      onError: failed('Nothing was merged'),
    }),
  );
  const move = useMutation(
    trpc.media.moveAssets.mutationOptions({
      onSuccess: ({ moved }, { key }) => done(`${plural(moved, 'asset')} moved`, key),
      onError: failed('Nothing was moved'),
    }),
  );
  const split = useMutation(
    trpc.media.splitCluster.mutationOptions({
      onSuccess: ({ moved }, { key }) =>
        moved > 0
          ? done(`Split: ${plural(moved, 'asset')} went into a new cluster`, key)
          : done('It does not fall into two parts'),
      onError: failed('It was not split'),
    }),
  );
  const pass = useMutation(
    trpc.media.startPass.mutationOptions({ onSuccess: () => done(), onError: failed('It was not started') }),
  );
  return {
    busy: [name, pin, cover, merge, move, split, pass, undo].some(({ isPending }) => isPending),
    name: (id, given, before) =>
      name.mutate(
        { id, name: given, key: newKey() },
        {
          onSuccess: () =>
            tellUndoable(given === null ? `No longer named ${before ?? ''}` : `Named ${given}`, () =>
              name.mutate({ id, name: before, key: newKey() }),
            ),
        },
      ),
    undo: (actKey) => undo.mutate({ actKey, key: newKey() }),
    pin: (id, pinned) => pin.mutate({ id, pinned, key: newKey() }),
    cover: (id, assetId) => cover.mutate({ id, assetId, key: newKey() }),
    merge: (intoId, ids) => merge.mutate({ intoId, ids: [...ids], key: newKey() }),
    move: (assetIds, clusterId) => move.mutate({ assetIds: [...assetIds], clusterId, key: newKey() }),
    split: (id) => split.mutate({ id, key: newKey() }),
    pass: (kind) => pass.mutate({ kind, key: newKey() }),
  };
}
