/** Every key of the console, in one list, as the dialog shows it. */
import { pages } from './pages';

export interface KeyEntry {
  keys: readonly string[];
  does: string;
}

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
    title: 'In the library',
    entries: [
      { keys: ['Space'], does: 'Choose, on the mark of a picture; with Shift up to here' },
      { keys: ['Esc'], does: 'Choose none' },
    ],
  },
  {
    title: 'On a picture or video',
    entries: [
      { keys: ['←', '→'], does: 'The one before and the next one' },
      { keys: ['Z'], does: 'Show a picture at its own size, and whole again' },
      { keys: ['Esc'], does: 'Back to where it was opened' },
    ],
  },
  {
    title: 'On duplicates',
    entries: [
      { keys: ['J', 'K'], does: 'The next pair and the one before' },
      { keys: ['1', '2'], does: 'Keep the left or the right one' },
      { keys: ['Enter'], does: 'Keep the suggested one' },
      { keys: ['B'], does: 'Keep both' },
      { keys: ['Z'], does: 'Take the last decision back' },
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
  {
    title: 'Go to: G, then',
    entries: pages.map(({ key, label }) => ({ keys: ['G', key.toUpperCase()], does: label })),
  },
];
