/** Every key of the console, in one list: the dialog shows it and the handlers read it. */

export interface KeyEntry {
  keys: readonly string[];
  does: string;
}

export const goTo = {
  o: { route: '/', does: 'Overview' },
  i: { route: '/ingest', does: 'Ingest' },
  r: { route: '/runs', does: 'Runs' },
  b: { route: '/batches', does: 'Batches' },
  f: { route: '/failed', does: 'Failed' },
  s: { route: '/settings', does: 'Settings' },
} as const;

export const keySections: readonly { title: string; entries: readonly KeyEntry[] }[] = [
  {
    title: 'Anywhere',
    entries: [
      { keys: ['mod', 'K'], does: 'Go to, or do anything' },
      { keys: ['?'], does: 'This list' },
      { keys: ['/'], does: 'Search in the list' },
      { keys: ['U'], does: 'Choose files to add' },
      { keys: ['T'], does: 'Open or fold the tray' },
    ],
  },
  {
    title: 'Go to: G, then',
    entries: Object.entries(goTo).map(([key, { does }]) => ({ keys: ['G', key.toUpperCase()], does })),
  },
  {
    title: 'In a list',
    entries: [
      { keys: ['↑', '↓'], does: 'Move' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['Space'], does: 'Choose; with Shift up to here' },
      { keys: ['Home', 'End'], does: 'First and last row' },
      { keys: ['Esc'], does: 'Choose none' },
    ],
  },
  {
    title: 'On a flight',
    entries: [
      { keys: ['←', '→'], does: 'Move along the barogram; with Shift faster' },
      { keys: ['+', '−'], does: 'Zoom the map' },
      { keys: ['Esc'], does: 'Show the whole flight' },
    ],
  },
];
