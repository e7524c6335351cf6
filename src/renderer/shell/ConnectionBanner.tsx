/** Says that what is on screen may be old while the pipe is down, and goes away by itself. */
import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useConnection } from '../state/connection';
import { Time } from '../ui/Time';
import classes from './Shell.module.css';

/** A pipe that is back within this time is not worth a banner. */
const patienceMs = 400;

export function ConnectionBanner() {
  const status = useConnection((state) => state.status);
  const lostAt = useConnection((state) => state.lostAt);
  const [settled] = useDebouncedValue(status, patienceMs);
  if (status !== 'lost' || settled !== 'lost') return null;
  return (
    <div className={classes.banner} role="alert">
      <Loader size={14} color="yellow" />
      <span>
        <strong>Connection lost, reconnecting…</strong> What you see is from <Time at={lostAt} part="time" />.
        Work goes on in the instance.
      </span>
    </div>
  );
}
