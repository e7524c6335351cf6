/** Asks what becomes of running jobs when the user quits. */
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { QuitChoice } from './shutdown';

const choices: readonly { label: string; choice: QuitChoice }[] = [
  { label: 'Finish running jobs', choice: 'drain' },
  { label: 'Suspend', choice: 'suspend' },
  { label: 'Cancel', choice: 'cancel' },
];

export async function askHowToQuit(owner: BrowserWindow | null, activeJobs: number): Promise<QuitChoice> {
  const options: MessageBoxOptions = {
    type: 'question',
    message: activeJobs === 1 ? 'One job is running.' : `${String(activeJobs)} jobs are running.`,
    detail: 'Waiting jobs stay queued. Suspended jobs run again after the next start.',
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.length - 1,
    noLink: true,
  };
  const { response } = await (owner ? dialog.showMessageBox(owner, options) : dialog.showMessageBox(options));
  return choices[response]?.choice ?? 'cancel';
}
