/** The figures of the moment under the pointer. */
import { useSyncExternalStore } from 'react';
import type { DemTerrain } from '#contract/dem';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { Time } from '../../ui/Time';
import { formatNumber } from '../../ui/format';
import type { HoverStore } from './hover';
import { momentAt } from './moment';
import classes from './Flight.module.css';

interface ReadoutProps {
  track: XcmetricsTrack;
  terrain: DemTerrain | null;
  hover: HoverStore;
}

export function Readout({ track, terrain, hover }: ReadoutProps) {
  const index = useSyncExternalStore(hover.subscribe, hover.get);
  if (index === null)
    return <span className={classes.readout}>Point at the track or the barogram; drag to zoom</span>;
  const moment = momentAt(track, index);
  const aglM = terrain?.aglM[index] ?? null;
  return (
    <span className={classes.readout}>
      <b>
        <Time at={moment.atMs} part="time" />
      </b>
      <b>{moment.altitude}</b>
      {terrain && <span>{formatNumber(aglM, 0, 'm')} above ground</span>}
      <b>{moment.vario}</b>
      <b>{moment.speed}</b>
      <span>{moment.phase}</span>
    </span>
  );
}
