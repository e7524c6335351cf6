/** Which dialog is open for an act on letters. */
import type { LetterTarget } from '#contract/letter-edits';
import { DiscardDialog } from './DiscardDialog';
import { RetryDialog } from './RetryDialog';
import { TransformDialog } from './TransformDialog';

/** What an act shall be done to. */
export interface Asked {
  verb: 'retry' | 'edit' | 'discard';
  target: LetterTarget;
  /** E.g. `all letters that match`. */
  about: string;
  /** Null: not known without counting. */
  count: number | null;
}

interface BulkDialogsProps {
  asked: Asked | null;
  onClose(): void;
  onStarted(): void;
}

export function BulkDialogs({ asked, onClose, onStarted }: BulkDialogsProps) {
  if (!asked) return null;
  const Dialog = { retry: RetryDialog, edit: TransformDialog, discard: DiscardDialog }[asked.verb];
  return <Dialog asked={asked} onClose={onClose} onStarted={onStarted} />;
}

export interface BulkDialogProps {
  asked: Asked;
  onClose(): void;
  onStarted(): void;
}
