/** A small light: is the console connected to the instance? */
import { Tooltip } from '@mantine/core';
import { useConnection, type ConnectionStatus } from '../state/connection';

const looks: Record<ConnectionStatus, { color: string; text: string }> = {
  open: { color: 'var(--mantine-color-teal-6)', text: 'Live' },
  connecting: { color: 'var(--mantine-color-yellow-6)', text: 'Connecting' },
  lost: { color: 'var(--mantine-color-red-6)', text: 'Reconnecting' },
  unauthorized: { color: 'var(--mantine-color-red-6)', text: 'Not signed in' },
};

export function ConnectionDot() {
  const status = useConnection((state) => state.status);
  const { color, text } = looks[status];
  return (
    <Tooltip label="The connection to the instance">
      <span
        role="status"
        aria-label={`Connection: ${text}`}
        style={{ display: 'inline-flex', alignItems: 'center', gap: 6, fontSize: 12, marginRight: 4 }}
      >
        <span aria-hidden style={{ width: 7, height: 7, borderRadius: '50%', background: color }} />
        {text}
      </span>
    </Tooltip>
  );
}
