/** One upload or batch in the tray or on the ingest page, with its files on demand. */
import { useState, type ReactNode } from 'react';
import { ActionIcon, Alert, Button, Group, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlayerStop, IconRefresh, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Batch } from '#contract/batches';
import { MembersTable } from '../../shell/MembersTable';
import { StateBadge } from '../../ui/StateBadge';
import { BatchFacts } from './BatchFacts';
import { useIngest } from './ingest-store';
import { UploadFacts } from './UploadFacts';
import { UploadTable, type UploadFilter } from './UploadTable';
import type { Intake } from './use-intakes';
import { useSnapshot } from './use-session';
import type { UploadSession } from './upload-session';
import classes from './Ingest.module.css';

interface IntakeItemProps {
  intake: Intake;
  compact: boolean;
  startOpen: boolean;
}

export function IntakeItem({ intake, compact, startOpen }: IntakeItemProps) {
  const { session, batch, gone } = intake;
  if (session && gone) return <GoneItem session={session} />;
  if (session) return <SessionItem session={session} batch={batch} compact={compact} startOpen={startOpen} />;
  return batch && <BatchItem batch={batch} compact={compact} startOpen={startOpen} />;
}

interface ItemProps {
  compact: boolean;
  startOpen: boolean;
}

function SessionItem({
  session,
  batch,
  compact,
  startOpen,
}: ItemProps & { session: UploadSession; batch: Batch | null }) {
  const upload = useSnapshot(session);
  const [open, setOpen] = useState(startOpen);
  const [filter, setFilter] = useState<UploadFilter>('all');
  const going = upload.phase === 'sending' || upload.phase === 'reading';
  const allIn = !going && upload.counts.failed === 0 && upload.batchId !== null;
  return (
    <div className={classes.item} role="group" aria-label={upload.name}>
      <div className={classes.itemHead}>
        <Fold open={open} onToggle={() => setOpen(!open)} name={upload.name} />
        <ItemName batchId={upload.batchId} name={upload.name} />
        <Group gap={6} ml="auto" wrap="nowrap">
          {batch && !going && <StateBadge state={batch.state} />}
          {upload.counts.failed > 0 && !going && (
            <>
              <Button
                size="compact-xs"
                leftSection={<IconRefresh size={12} />}
                onClick={() => void session.retryFailed()}
              >
                Send again
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => void session.close()}>
                Leave out
              </Button>
            </>
          )}
          {going ? (
            <Tooltip label="Stop this upload">
              <ActionIcon
                size="sm"
                aria-label={`Stop the upload of ${upload.name}`}
                onClick={() => session.cancel()}
              >
                <IconPlayerStop size={14} />
              </ActionIcon>
            </Tooltip>
          ) : (
            <PutAway session={session} name={upload.name} />
          )}
        </Group>
      </div>
      {(going || !batch || upload.counts.failed > 0 || upload.phase === 'cancelled') && (
        <UploadFacts upload={upload} />
      )}
      {!going && batch && <BatchFacts batch={batch} />}
      {upload.problem && (
        <Alert color="red" mt={8} p="xs" title={upload.problem.message}>
          {upload.problem.action}
        </Alert>
      )}
      {open && (
        <FilterBar
          value={filter}
          onChange={setFilter}
          refused={upload.counts.refused}
          failed={batch?.counts.failed ?? upload.counts.failed}
        />
      )}
      {open && (
        <FileBox compact={compact} files={upload.total}>
          {allIn ? (
            <Members batchId={upload.batchId ?? ''} show={filter} compact={compact} />
          ) : (
            <UploadTable session={session} revision={upload.revision} filter={filter} compact={compact} />
          )}
        </FileBox>
      )}
    </div>
  );
}

/** An upload whose batch is not in the instance any more. */
function GoneItem({ session }: { session: UploadSession }) {
  const { name } = useSnapshot(session);
  return (
    <div className={classes.item} role="group" aria-label={name}>
      <div className={classes.itemHead}>
        <ItemName batchId={null} name={name} />
        <PutAway session={session} name={name} />
      </div>
      <p className={classes.gone}>
        The instance no longer knows of these files: it was put back to how it was before they came. Drop them
        again to have them worked on.
      </p>
    </div>
  );
}

function PutAway({ session, name }: { session: UploadSession; name: string }) {
  const remove = useIngest((state) => state.remove);
  return (
    <ActionIcon
      size="sm"
      ml="auto"
      aria-label={`Take ${name} off this list`}
      onClick={() => remove(session.id)}
    >
      <IconX size={14} />
    </ActionIcon>
  );
}

function BatchItem({ batch, compact, startOpen }: ItemProps & { batch: Batch }) {
  const [open, setOpen] = useState(startOpen);
  const [filter, setFilter] = useState<UploadFilter>('all');
  return (
    <div className={classes.item} role="group" aria-label={batch.name}>
      <div className={classes.itemHead}>
        <Fold open={open} onToggle={() => setOpen(!open)} name={batch.name} />
        <ItemName batchId={batch.id} name={batch.name} />
        <span style={{ marginLeft: 'auto' }}>
          <StateBadge state={batch.state} />
        </span>
      </div>
      <BatchFacts batch={batch} />
      {open && (
        <FilterBar
          value={filter}
          onChange={setFilter}
          refused={batch.counts.refused}
          failed={batch.counts.failed}
        />
      )}
      {open && (
        <FileBox compact={compact} files={batch.counts.total}>
          <Members batchId={batch.id} show={filter} compact={compact} />
        </FileBox>
      )}
    </div>
  );
}

function Members({ batchId, show, compact }: { batchId: string; show: UploadFilter; compact: boolean }) {
  const none = <p style={{ padding: 14, margin: 0, opacity: 0.7 }}>No such file.</p>;
  return <MembersTable batchId={batchId} show={show} search="" compact={compact} empty={none} />;
}

function Fold({ open, onToggle, name }: { open: boolean; onToggle(): void; name: string }) {
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <ActionIcon size="sm" aria-expanded={open} aria-label={`Files of ${name}`} onClick={onToggle}>
      <Icon size={15} />
    </ActionIcon>
  );
}

function ItemName({ batchId, name }: { batchId: string | null; name: string }) {
  if (batchId === null) return <span className={classes.itemName}>{name}</span>;
  return (
    <Link to="/batches/$id" params={{ id: batchId }} className={classes.itemName} title={name}>
      {name}
    </Link>
  );
}

/** As high as its files need, up to a limit. */
function FileBox({ compact, files, children }: { compact: boolean; files: number; children: ReactNode }) {
  const height = Math.min(compact ? 230 : 420, 34 + Math.max(2, files) * 34);
  return (
    <div className={classes.files} style={{ height, margin: '8px -14px -12px' }}>
      {children}
    </div>
  );
}

interface FilterBarProps {
  value: UploadFilter;
  onChange(value: UploadFilter): void;
  refused: number;
  failed: number;
}

function FilterBar({ value, onChange, refused, failed }: FilterBarProps) {
  return (
    <SegmentedControl
      mt={8}
      size="xs"
      aria-label="Which files"
      value={value}
      onChange={onChange}
      data={[
        { value: 'all', label: 'All' },
        { value: 'refused', label: `Refused ${refused}` },
        { value: 'failed', label: `Failed ${failed}` },
      ]}
    />
  );
}
