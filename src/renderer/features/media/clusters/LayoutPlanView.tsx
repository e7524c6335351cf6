/** A plan of folders: what would be written, how far it is, and what can be done next. */
import { Alert, Button, Group, Progress, Table, Text } from '@mantine/core';
import type { LayoutPlan } from '#contract/media/clusters';
import { formatBytes, formatCount, plural } from '../../../ui/format';

interface LayoutPlanViewProps {
  plan: LayoutPlan;
  busy: boolean;
  onAccept(): void;
  onUndo(): void;
}

const isUndo = (state: LayoutPlan['state']) =>
  state === 'undoing' || state === 'undone' || state === 'undo-failed';

function statusText({ state, written, skipped, removed, left }: LayoutPlan): string {
  if (state === 'planned') return '';
  if (isUndo(state)) {
    const kept = left > 0 ? `, ${formatCount(left)} left, since they were changed` : '';
    return `${formatCount(removed)} taken away${kept}${state === 'undone' ? ', done' : ''}`;
  }
  return `${formatCount(written)} written, ${formatCount(skipped)} there already${state === 'done' ? ', done' : ''}`;
}

/** How the folder, as it is, changes the plan. */
function besides({ there, renamed, folder }: LayoutPlan): string {
  const parts = [
    there > 0 ? `${formatCount(there)} of them there already` : '',
    renamed > 0 ? `${formatCount(renamed)} put under another name, since something else has theirs` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? `In ${folder}` : `In ${folder}: ${parts.join('; ')}`;
}

export function LayoutPlanView({ plan, busy, onAccept, onUndo }: LayoutPlanViewProps) {
  const { files, bytes, folders, folderCount, state, written, skipped, removed, left, message } = plan;
  const moreFolders = folderCount - folders.length;
  const done = state === 'undone' ? files : isUndo(state) ? removed + left : written + skipped;
  return (
    <>
      <Text size="sm" fw={600}>
        {plural(files, 'file')} in {plural(folderCount, 'folder')}, {formatBytes(bytes)}
      </Text>
      <Text size="sm">{besides(plan)}</Text>
      <div style={{ maxHeight: 240, overflowY: 'auto' }}>
        <Table aria-label="Planned folders">
          <Table.Tbody>
            {folders.map(({ name, files: count }) => (
              <Table.Tr key={name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td ta="right">{formatCount(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {moreFolders > 0 && <Text size="sm">and {plural(moreFolders, 'more folder')}</Text>}
      </div>
      {state !== 'planned' && (
        <Progress value={(100 * done) / Math.max(1, files)} aria-label="Files dealt with" />
      )}
      {message && (
        <Alert color="red" role="alert">
          {message}
        </Alert>
      )}
      <Group justify="space-between">
        <Text size="sm" role="status">
          {statusText(plan)}
        </Text>
        <Group gap="xs">
          {(state === 'done' || state === 'failed' || state === 'undo-failed') && (
            <Button variant="default" loading={busy} onClick={onUndo}>
              {state === 'undo-failed' ? 'Go on with the undo' : 'Undo'}
            </Button>
          )}
          {(state === 'planned' || state === 'failed') && (
            <Button loading={busy} disabled={files === 0} onClick={onAccept}>
              {state === 'failed' ? 'Go on' : 'Accept and write'}
            </Button>
          )}
        </Group>
      </Group>
    </>
  );
}
