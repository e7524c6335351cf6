/** Whether the chain of the audit log is whole. */
import { Alert } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import type { AuditVerdict } from '#contract/audit';
import { CopyField } from '../../ui/CopyField';
import { plural, shortHash } from '../../ui/format';
import classes from './Audit.module.css';

interface VerdictNoteProps {
  verdict: AuditVerdict;
  onClose(): void;
}

export function VerdictNote({ verdict: { entries, head, broken }, onClose }: VerdictNoteProps) {
  if (broken !== null)
    return (
      <Alert
        className={classes.verdict}
        color="red"
        icon={<IconShieldX size={18} />}
        title={`The chain is broken at entry ${broken.seq}`}
        role="alert"
        withCloseButton
        closeButtonLabel="Close the verdict"
        onClose={onClose}
      >
        {broken.reason} The {plural(entries, 'entry', 'entries')} before it are as they were written. Compare
        with a backup of before.
      </Alert>
    );
  return (
    <Alert
      className={classes.verdict}
      color="teal"
      icon={<IconShieldCheck size={18} />}
      title={`The chain is whole: ${plural(entries, 'entry is', 'entries are')} as they were written`}
      role="status"
      withCloseButton
      closeButtonLabel="Close the verdict"
      onClose={onClose}
    >
      Note the newest entry elsewhere, and a later verification shows that nothing up to it was written anew:{' '}
      <CopyField
        value={`${head.seq}:${head.hash}`}
        shown={`${head.seq}:${shortHash(head.hash)}`}
        label="Copy the head of the chain"
      />
    </Alert>
  );
}
