/** The figures of the moment under the pointer. */
import { useSyncExternalStore } from 'react';
import type { XcmetricsTrack } from '#contract/xcmetrics';
import { Time } from '../../ui/Time';
import type { HoverStore } from './hover';
import { momentAt } from './moment';
import classes from './Flight.module.css';

export function Readout({ track, hover }: { track: XcmetricsTrack; hover: HoverStore }) {
  const index = useSyncExternalStore(hover.subscribe, hover.get);
  if (index === null)
    return <span className={classes.readout}>Point at the track or the barogram; drag to zoom</span>;
  const moment = momentAt(track, index);
  return (
    <span className={classes.readout}>
      <b>
        <Time at={moment.atMs} part="time" />
      </b>
      <b>{moment.altitude}</b>
      <b>{moment.vario}</b>
      <b>{moment.speed}</b>
      <span>{moment.phase}</span>
    </span>
  );
}
