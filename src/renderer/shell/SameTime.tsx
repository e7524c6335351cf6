/** The same stretch of time on the other pages: logs, traces and metrics share one axis. */
import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';

interface SameTimeProps {
  /** Ms since the epoch. */
  from: number;
  to: number;
  /** The page that shows it already. */
  except?: 'logs' | 'traces' | 'charts';
}

const ways = [
  { page: 'logs', to: '/logs', text: 'Logs' },
  { page: 'traces', to: '/traces', text: 'Traces' },
  { page: 'charts', to: '/charts', text: 'Metrics' },
] as const;

export function SameTime({ from, to, except }: SameTimeProps) {
  const window = { from: Math.floor(from), to: Math.ceil(to) };
  return (
    <Group gap={10} role="group" aria-label="The same time elsewhere" wrap="nowrap">
      {ways
        .filter(({ page }) => page !== except)
        .map(({ page, to: address, text }) => (
          <Anchor
            key={page}
            size="sm"
            title={`${text} of the same time`}
            renderRoot={(props) => <Link to={address} search={window} {...props} />}
          >
            {text}
          </Anchor>
        ))}
    </Group>
  );
}
