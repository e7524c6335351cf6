/** What operators do to clusters, with what it did told afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { ClusterPass } from '#contract/media/clusters';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { plural } from '../../../ui/format';

interface ClusterActs {
  busy: boolean;
  name(id: string, name: string | null): void;
  pin(id: string, pinned: boolean): void;
  merge(intoId: string, ids: readonly string[]): void;
  /** Null: into a new cluster. */
  move(assetIds: readonly string[], clusterId: string | null): void;
  split(id: string): void;
  pass(kind: ClusterPass['kind']): void;
}

export function useClusterActs(): ClusterActs {
  const cache = useQueryClient();
  const done = (title?: string) => {
    void cache.invalidateQueries({ queryKey: trpc.media.pathKey() });
    if (title) notifications.show({ color: 'teal', title, message: '' });
  };
  const failed = (title: string) => (error: unknown) => tellProblem(title, error);
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
      onSuccess: ({ moved }) => done(`Merged: ${plural(moved, 'asset')} moved`),
      onError: failed('Nothing was merged'),
    }),
  );
  const move = useMutation(
    trpc.media.moveAssets.mutationOptions({
      onSuccess: ({ moved }) => done(`${plural(moved, 'asset')} moved`),
      onError: failed('Nothing was moved'),
    }),
  );
  const split = useMutation(
    trpc.media.splitCluster.mutationOptions({
      onSuccess: ({ moved }) =>
        done(
          moved > 0
            ? `Split: ${plural(moved, 'asset')} went into a new cluster`
            : 'It does not fall into two parts',
        ),
      onError: failed('It was not split'),
    }),
  );
  const pass = useMutation(
    trpc.media.startPass.mutationOptions({ onSuccess: () => done(), onError: failed('It was not started') }),
  );
  return {
    busy: [name, pin, merge, move, split, pass].some(({ isPending }) => isPending),
    name: (id, given) => name.mutate({ id, name: given, key: newKey() }),
    pin: (id, pinned) => pin.mutate({ id, pinned, key: newKey() }),
    merge: (intoId, ids) => merge.mutate({ intoId, ids: [...ids], key: newKey() }),
    move: (assetIds, clusterId) => move.mutate({ assetIds: [...assetIds], clusterId, key: newKey() }),
    split: (id) => split.mutate({ id, key: newKey() }),
    pass: (kind) => pass.mutate({ kind, key: newKey() }),
  };
}
