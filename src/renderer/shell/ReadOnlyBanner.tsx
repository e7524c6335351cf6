/** Says that nothing can be changed here, since when and why, and leads out of it. */
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Time } from '../ui/Time';
import { useReadOnly } from './use-read-only';
import classes from './Shell.module.css';

export function ReadOnlyBanner() {
  const { state, busy, switchOff } = useReadOnly();
  if (!state?.on) return null;
  return (
    <div className={classes.readOnly} role="status" aria-label="Read-only">
      <IconLock size={15} aria-hidden />
      <span>
        <strong>Read-only.</strong>{' '}
        {state.since === null ? (
          'It was started so.'
        ) : (
          <>
            Since <Time at={state.since} />, by {state.by}
            {state.reason === null ? '' : `: ${state.reason}`}.
          </>
        )}{' '}
        Nothing can be changed; accepted work goes on.
      </span>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void switchOff()}>
        Allow changes…
      </Button>
    </div>
  );
}
