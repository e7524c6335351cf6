/** The present picture of an upload. */
import { useSyncExternalStore } from 'react';
import type { UploadSession } from './upload-session';
import type { UploadSnapshot } from './upload-types';

export function useSnapshot(session: UploadSession): UploadSnapshot {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
