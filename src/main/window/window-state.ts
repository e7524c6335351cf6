/** Bounds of the window between starts: what was saved is checked before it is used. */
import { z } from 'zod';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const minimumSize = { width: 900, height: 600 };
const preferredSize = { width: 1360, height: 860 };
/** Pixels of the window's top edge that must be on a screen, so that it can be grasped. */
const graspable = { width: 120, height: 24 };

const coordinate = z.number().int().min(-100_000).max(100_000);
const Saved = z.object({
  x: coordinate,
  y: coordinate,
  width: z.number().int().min(minimumSize.width).max(20_000),
  height: z.number().int().min(minimumSize.height).max(20_000),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof Saved>;

/**
 * @param text the saved file, or null when there is none
 * @param screens work areas of the screens that are connected now; the first is the main one
 * @returns the saved state if it is valid and visible, otherwise a window in the middle of the main screen
 */
export function restoreWindowState(text: string | null, screens: readonly Area[]): WindowState {
  const saved = text === null ? null : parse(text);
  if (saved && screens.some((screen) => isGraspable(saved, screen))) return saved;
  return { ...centred(screens[0]), maximised: saved?.maximised ?? false };
}

function parse(text: string): WindowState | null {
  try {
    return Saved.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // a damaged file costs the user no more than the place of the window
  }
}

function isGraspable(state: Area, screen: Area): boolean {
  const width = Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x);
  const isTopInside = state.y >= screen.y && state.y + graspable.height <= screen.y + screen.height;
  return isTopInside && width >= graspable.width;
}

function centred(screen: Area = { x: 0, y: 0, ...preferredSize }): Area {
  const width = Math.max(minimumSize.width, Math.min(preferredSize.width, screen.width));
  const height = Math.max(minimumSize.height, Math.min(preferredSize.height, screen.height));
  const x = screen.x + Math.max(0, Math.round((screen.width - width) / 2));
  const y = screen.y + Math.max(0, Math.round((screen.height - height) / 2));
  return { x, y, width, height };
}
