/** Carries out what the desktop's menu and tray ask of the console. */
import { useEffect } from 'react';
import { useRouter } from '@tanstack/react-router';
import { bridge } from './bridge';
import { pickers } from './pickers';

export function DesktopCommands() {
  const router = useRouter();
  useEffect(
    () =>
      bridge?.onCommand((command) => {
        if (command.type === 'pick-files') pickers.files();
        else if (command.type === 'pick-folder') pickers.folder();
        else router.history.push(command.route);
      }),
    [router],
  );
  return null;
}
