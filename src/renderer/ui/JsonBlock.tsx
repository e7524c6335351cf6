/** A value as JSON, to be read and copied; a very large one is cut on screen, never in the copy. */
import { useMemo } from 'react';
import { Group, Text } from '@mantine/core';
import { CopyIcon } from './CopyIcon';
import { Panel } from './Panel';
import { formatBytes } from './format';
import classes from './Stack.module.css';

/** More text than this makes the page stutter, and nobody reads it here. */
const mostShown = 200_000;

export function JsonBlock({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? 'null', [value]);
  return (
    <Panel
      title={
        <Group gap={6}>
          JSON <CopyIcon value={text} label={`Copy the ${label}`} />
        </Group>
      }
      aside={formatBytes(text.length)}
    >
      <pre className={classes.stack} style={{ maxHeight: '60vh' }} tabIndex={0} aria-label={label}>
        {text.length > mostShown ? text.slice(0, mostShown) : text}
      </pre>
      {text.length > mostShown && (
        <Text size="xs" c="dimmed" mt={6}>
          Only the beginning is shown; the copy holds all of it.
        </Text>
      )}
    </Panel>
  );
}
