/** The read-only switch and the operator's saved views. */
import type { ReadOnlyChange, ReadOnlyState, SavedView, SavedViewInput } from '../access';
import type { ActResult } from '../jobs';
import type { Act } from './act';

export interface AccessService {
  readOnly(): ReadOnlyState;
  /** The one act that read-only mode lets through. */
  setReadOnly(change: ReadOnlyChange, act: Act): Promise<ReadOnlyState>;
  views(): Promise<SavedView[]>;
  saveView(input: SavedViewInput, act: Act): Promise<SavedView>;
  removeViews(ids: string[], act: Act): Promise<ActResult>;
}
