/** A value in monospace with a button that copies all of it. */
import { CopyIcon } from './CopyIcon';

interface CopyFieldProps {
  value: string;
  shown?: string;
  label: string;
}

export function CopyField({ value, shown = value, label }: CopyFieldProps) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, minWidth: 0 }}>
      <code title={value} style={{ fontSize: 12, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {shown}
      </code>
      <CopyIcon value={value} label={label} />
    </span>
  );
}
