/** Uploads of this window and how the next ones shall be made. */
import { create } from 'zustand';
import type { Lane } from '#contract/queues';
import type { UploadSession } from './upload-session';

interface IngestState {
  /** Newest first. */
  sessions: readonly UploadSession[];
  /** Null: content decides. */
  engine: string | null;
  /** Null: by the number of files. */
  lane: Lane | null;
  add(session: UploadSession): void;
  remove(id: string): void;
}

export const useIngest = create<IngestState>((set) => ({
  sessions: [],
  engine: null,
  lane: null,
  add: (session) => set((state) => ({ sessions: [session, ...state.sessions] })),
  remove: (id) => set((state) => ({ sessions: state.sessions.filter((session) => session.id !== id) })),
}));
