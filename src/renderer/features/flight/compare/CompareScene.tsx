/** Map and barograms of two flights, which point at each other. */
import { Suspense, lazy, useState, useSyncExternalStore } from 'react';
import { Skeleton } from '@mantine/core';
import { formatNumber } from '../../../ui/format';
import { Panel } from '../../../ui/Panel';
import { sideColor } from './colors';
import { CompareBarogram } from './CompareBarogram';
import { axisTime } from './lines';
import { MomentStore } from './moment-store';
import type { TimeBase } from './search';
import type { Compared } from './use-compared';
import classes from './Compare.module.css';

const CompareCanvas = lazy(() => import('./CompareCanvas').then((m) => ({ default: m.CompareCanvas })));

interface CompareSceneProps {
  a: Compared;
  b: Compared;
  by: TimeBase;
}

export function CompareScene({ a, b, by }: CompareSceneProps) {
  const [moments] = useState(() => new MomentStore());
  return (
    <>
      <div className={classes.mapBox}>
        <Suspense fallback={<Skeleton h="100%" />}>
          <CompareCanvas a={a} b={b} moments={moments} />
        </Suspense>
      </div>
      <Panel title="Barograms" flush aside={<Readout a={a} b={b} by={by} moments={moments} />}>
        <div className={classes.barogram}>
          <CompareBarogram a={a} b={b} by={by} moments={moments} />
        </div>
      </Panel>
    </>
  );
}

function Readout({ a, b, by, moments }: CompareSceneProps & { moments: MomentStore }) {
  const now = useSyncExternalStore(moments.subscribe, moments.get);
  if (!now) return <span>Point at the barograms, or move along with the arrow keys</span>;
  const altitude = (flown: Compared, index: number | null): string =>
    index === null ? '–' : formatNumber(flown.track.altM[index], 0, 'm');
  return (
    <span className={classes.readout}>
      <span>
        {axisTime(now.atS, by)} {by === 'clock' ? `(${utcOf(now.atS, a, b)})` : 'h'}
      </span>
      <b style={{ color: sideColor.a }}>{altitude(a, now.a)}</b>
      <b style={{ color: sideColor.b }}>{altitude(b, now.b)}</b>
    </span>
  );
}

/** The same moment in UTC, which cannot be asked for by pointing while one points at the chart; of flights of summer and winter there are two. */
function utcOf(atS: number, ...flights: Compared[]): string {
  const times = flights.map(({ clockAheadS }) => axisTime(atS - clockAheadS + 86_400, 'clock'));
  return `${[...new Set(times)].join(' and ')} UTC`;
}
