/** Whether the pipe to the gateway is open; neither server data nor URL, so it lives here. */
import { create } from 'zustand';

export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'unauthorized';

interface ConnectionState {
  status: ConnectionStatus;
  /** How often the pipe opened; above 1 it healed at least once. */
  opened: number;
  /** When it was lost, ms since the epoch. */
  lostAt: number | null;
  opens(): void;
  loses(now: number): void;
  refuses(): void;
}

export const useConnection = create<ConnectionState>((set) => ({
  status: 'connecting',
  opened: 0,
  lostAt: null,
  opens: () => set((state) => ({ status: 'open', opened: state.opened + 1, lostAt: null })),
  loses: (now) =>
    set((state) =>
      state.status === 'unauthorized' ? state : { status: 'lost', lostAt: state.lostAt ?? now },
    ),
  refuses: () => set({ status: 'unauthorized' }),
}));
