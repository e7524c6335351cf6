/** The one door for calls of the preload: checks who calls, then what was sent. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { z } from 'zod';
import type { DesktopBridge } from '#contract/desktop';
import { isConsoleUrl } from './origin';

/** A call travels under the name of the bridge's method, so the compiler knows every channel. */
export type BridgeMethod = keyof DesktopBridge;

/**
 * @param input schema of the list of arguments
 * @throws (to the caller in the page) when the frame is not the console's top frame or the arguments do not fit
 */
export function handle<Args extends unknown[]>(
  method: BridgeMethod,
  input: z.ZodType<Args>,
  run: (sender: WebContents, ...args: Args) => unknown,
): void {
  ipcMain.handle(method, (event, ...args: unknown[]) => {
    if (!isFromConsole(event)) throw new Error(`${method}: refused, not called by the console's own page`);
    const parsed = input.safeParse(args);
    if (!parsed.success)
      throw new Error(`${method}: arguments do not fit: ${parsed.error.issues[0]?.message ?? ''}`);
    return run(event.sender, ...parsed.data);
  });
}

function isFromConsole({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  // Null when the frame navigated away meanwhile. Only the top frame has no parent.
  if (!senderFrame || senderFrame.parent !== null || sender.isDestroyed()) return false;
  return isConsoleUrl(senderFrame.url);
}
