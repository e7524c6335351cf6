/** The connection profile in use, and changing to another one. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ShownProfile } from '#contract/profiles';
import { confirm } from '../ui/confirm';
import { trpc } from './api';
import { newKey } from './idempotency-key';
import { tellProblem } from './job-acts';

export const titleOf = ({ label, name }: Pick<ShownProfile, 'label' | 'name'>) => label || name;

export function useProfiles() {
  const list = useQuery(trpc.profiles.list.queryOptions());
  const change = useMutation(
    trpc.profiles.use.mutationOptions({
      onError: (error) => tellProblem('The connection was not changed', error),
    }),
  );
  async function use(profile: ShownProfile): Promise<void> {
    const remote = profile.redis !== null;
    const body = [
      'The parts of this instance start again, which takes a few seconds; jobs that run now are interrupted and go on when you come back.',
      remote
        ? 'It starts read-only, and works nothing itself: no engines, schedules or files.'
        : 'Its engines and schedules go on where they were.',
    ].join(' ');
    const title = `Change to ${titleOf(profile)}${profile.production ? ' (production)' : ''}?`;
    if (await confirm({ title, body, confirmLabel: 'Change to it', danger: profile.production }))
      change.mutate({ name: profile.name, key: newKey() });
  }
  return {
    list,
    use,
    changing: change.isPending || change.isSuccess ? (change.variables?.name ?? null) : null,
  };
}
