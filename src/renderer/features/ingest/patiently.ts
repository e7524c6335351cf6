/** Tries a request again while the instance is away for a moment, e.g. because its gateway is started anew. */
import { isPassing } from '../../shell/problem';
import { SendError } from './upload-types';

/** Together a minute, which is longer than any part of an instance needs to be back. */
const pausesMs = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

function mayPass(error: unknown): boolean {
  if (!(error instanceof SendError)) return isPassing(error);
  return error.code === 'CONNECTION_LOST' || error.code === 'NOT_READY';
}

export interface Patience {
  /** Resolves after the pause, or at once when the signal aborts. */
  pause(pauseMs: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
  /** False when asking again cannot help, whatever the error says. */
  helps?: (error: unknown) => Promise<boolean>;
}

/** `request` must mean the same however often it is sent. @throws its last error */
export async function patiently<T>(request: () => Promise<T>, patience: Patience): Promise<T> {
  const { pause, signal, helps } = patience;
  for (const pauseMs of pausesMs) {
    try {
      return await request();
    } catch (error) {
      if (signal.aborted || !mayPass(error) || (helps && !(await helps(error)))) throw error;
    }
    await pause(pauseMs, signal);
  }
  return request();
}
