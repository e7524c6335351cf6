/** Acts on schedules, with what came of them told afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { Schedule } from '#contract/schedules';
import { trpc } from '../api';
import { newKey } from '../idempotency-key';
import { tellProblem } from '../job-acts';
import { tellUndoable } from '../../ui/undo-note';
import { whenDone } from './when-done';

type Named = Pick<Schedule, 'id' | 'name'>;

interface ScheduleActs {
  run(schedule: Named): void;
  pause(schedule: Named): void;
  resume(schedule: Named): void;
  remove(schedule: Named): void;
  busy: boolean;
}

export function useScheduleActs(): ScheduleActs {
  const cache = useQueryClient();
  const again = (): void => void cache.invalidateQueries({ queryKey: trpc.schedules.pathKey() });
  const options = (problem: string) => ({
    onSuccess: again,
    onError: (error: unknown) => tellProblem(problem, error),
  });
  const run = useMutation(trpc.schedules.run.mutationOptions(options('It was not run')));
  const pause = useMutation(trpc.schedules.pause.mutationOptions(options('It was not paused')));
  const resume = useMutation(trpc.schedules.resume.mutationOptions(options('It was not resumed')));
  const remove = useMutation(trpc.schedules.remove.mutationOptions(options('It was not removed')));
  const restore = useMutation(trpc.schedules.restore.mutationOptions(options('It was not put back')));
  const many = ({ id }: Named) => ({ ids: [id], key: newKey() });
  return {
    run: (schedule) =>
      whenDone(run.mutateAsync({ id: schedule.id, key: newKey() }), () =>
        notifications.show({
          title: `“${schedule.name}” is running`,
          message: 'The history tells what becomes of it.',
        }),
      ),
    pause: (schedule) =>
      whenDone(pause.mutateAsync(many(schedule)), () =>
        tellUndoable(`“${schedule.name}” is paused`, () => resume.mutate(many(schedule))),
      ),
    resume: (schedule) => resume.mutate(many(schedule)),
    remove: (schedule) =>
      whenDone(remove.mutateAsync(many(schedule)), () =>
        tellUndoable(`“${schedule.name}” was removed`, () => restore.mutate(many(schedule))),
      ),
    busy: run.isPending || pause.isPending || resume.isPending || remove.isPending,
  };
}
