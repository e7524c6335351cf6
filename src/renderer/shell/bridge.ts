/** The desktop bridge, if this console runs in the desktop shell. Ask `capabilities`, not this, what can be done. */
import type { DesktopBridge } from '#contract/desktop';

declare global {
  interface Window {
    readonly flightlineDesktop?: DesktopBridge;
  }
}

export const bridge: DesktopBridge | null = window.flightlineDesktop ?? null;
