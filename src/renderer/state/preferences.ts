/** What one operator prefers on one machine; kept in the browser's storage. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Preferences {
  trayOpen: boolean;
  navCollapsed: boolean;
  /** Hidden columns by table. */
  hiddenColumns: Record<string, string[]>;
  /** Id of the rule set whose score is shown. */
  ruleSet: string;
  setTrayOpen(open: boolean): void;
  toggleNav(): void;
  toggleColumn(table: string, column: string): void;
  setRuleSet(id: string): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      trayOpen: false,
      navCollapsed: false,
      hiddenColumns: {},
      ruleSet: 'XContest',
      setRuleSet: (ruleSet) => set({ ruleSet }),
      setTrayOpen: (trayOpen) => set({ trayOpen }),
      toggleNav: () => set((state) => ({ navCollapsed: !state.navCollapsed })),
      toggleColumn: (table, column) =>
        set((state) => {
          const hidden = state.hiddenColumns[table] ?? [];
          const next = hidden.includes(column) ? hidden.filter((key) => key !== column) : [...hidden, column];
          return { hiddenColumns: { ...state.hiddenColumns, [table]: next } };
        }),
    }),
    { name: 'flightline-preferences', version: 1 },
  ),
);
