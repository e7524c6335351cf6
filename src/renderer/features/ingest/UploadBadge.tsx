/** The state of one file of an upload. */
import { StateBadge } from '../../ui/StateBadge';
import type { UploadFile, UploadState } from './upload-types';

const looks: Record<UploadState, { state: Parameters<typeof StateBadge>[0]['state']; text: string }> = {
  queued: { state: 'waiting', text: 'to send' },
  sending: { state: 'active', text: 'sending' },
  accepted: { state: 'completed', text: 'accepted' },
  known: { state: 'completed', text: 'known' },
  refused: { state: 'refused', text: 'refused' },
  failed: { state: 'failed', text: 'not sent' },
  cancelled: { state: 'cancelled', text: 'cancelled' },
};

export function UploadBadge({ file }: { file: UploadFile }) {
  const { state, text } = looks[file.state];
  return <StateBadge state={state} text={text} progress={file.state === 'sending' ? file.progress : null} />;
}
