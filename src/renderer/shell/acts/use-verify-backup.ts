/** Reads every content of a backup again and tells what came of it. */
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { formatBytes, plural } from '../../ui/format';
import { client } from '../api';
import { tellProblem } from '../job-acts';

/** @param folder null: the usual one */
export function useVerifyBackup(folder: string | null) {
  return useMutation({
    mutationFn: (name: string) => client.backups.verify.query({ name, folder }),
    onSuccess: ({ files, bytes, damage }, name) =>
      notifications.show(
        damage.length === 0
          ? {
              color: 'teal',
              title: `${name} is whole`,
              message: `${plural(files, 'file')}, ${formatBytes(bytes)} read again.`,
            }
          : {
              color: 'red',
              title: `${name} is damaged`,
              message: damage.slice(0, 3).join(' '),
              autoClose: false,
            },
      ),
    onError: (error) => tellProblem('It could not be verified', error),
  });
}
