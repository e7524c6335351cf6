/** Map, tables and barogram of one flight, which point at each other. */
import { Suspense, lazy, useCallback, useMemo, useState } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowsMaximize } from '@tabler/icons-react';
import type { FlightMetrics } from '#contract/xcmetrics';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { problemOf } from '../../shell/problem';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Barogram } from './barogram/Barogram';
import { HoverStore } from './hover';
import { marksOf } from './marks';
import { matchFlight } from './match-flight';
import { Readout } from './Readout';
import type { ShownScore } from './score/use-shown-score';
import { SideTabs } from './SideTabs';
import { useTerrain } from './terrain/use-terrain';
import { spanBetween, type Span } from './track-search';
import type { FlightSteps } from './use-steps';
import { useTrack } from './use-track';
import classes from './Flight.module.css';

const Map = lazy(() => import('./map/Map').then((m) => ({ default: m.Map })));

interface FlightSceneProps {
  steps: FlightSteps;
  flight: FlightMetrics;
  /** Which of the file's flights it is. */
  index: number;
  shown: ShownScore | null;
}

export function FlightScene(props: FlightSceneProps) {
  const track = useTrack(props.steps.xcmetrics.jobId);
  if (track.isError) {
    return (
      <ProblemPanel
        title="The track could not be read"
        problem={problemOf(track.error)}
        onRetry={() => void track.refetch()}
      />
    );
  }
  if (!track.data) {
    return (
      <div role="status" aria-label="Loading the track">
        <Skeleton h={400} mb={12} />
        <Skeleton h={190} />
      </div>
    );
  }
  return <Scene track={track.data} {...props} />;
}

interface View {
  /** Marked on map and barogram. */
  chosen: Span | null;
  /** What the barogram shows; null is the whole flight. */
  zoom: Span | null;
  /** Start of the thermal or glide that was chosen in a table. */
  phase: string | null;
}

const whole: View = { chosen: null, zoom: null, phase: null };

function Scene({ track, flight, index, steps, shown }: FlightSceneProps & { track: XcmetricsTrack }) {
  const [hover] = useState(() => new HoverStore());
  const [view, setView] = useState<View>(whole);
  const span = useMemo(() => spanBetween(track, flight.takeoff.time, flight.landing.time), [track, flight]);
  const thermals = useMemo(
    () => flight.thermals.map((thermal) => spanBetween(track, thermal.start.time, thermal.end.time)),
    [track, flight],
  );
  const dem = steps.dem.result;
  const terrain = useTerrain(dem && dem.coverage > 0 ? steps.dem.jobId : null, track.n).data ?? null;
  const lowSaves = useMemo(() => {
    const wanted = { startIso: flight.takeoff.time, index };
    return matchFlight(dem?.flights ?? [], wanted, ({ takeoffTime }) => takeoffTime)?.lowSaves ?? [];
  }, [dem, flight, index]);
  const overlay = shown?.overlay ?? null;
  const marks = useMemo(() => marksOf(track, overlay, lowSaves), [track, overlay, lowSaves]);

  const reset = useCallback(() => setView(whole), []);
  useHotkeys([['Escape', reset]]);
  const choose = useCallback(
    (startIso: string, endIso: string) =>
      setView({ chosen: spanBetween(track, startIso, endIso), zoom: null, phase: startIso }),
    [track],
  );
  const zoom = useCallback(
    (to: Span | null) => setView(to ? { chosen: to, zoom: to, phase: null } : whole),
    [],
  );
  const pick = useCallback((at: number) => hover.set(at), [hover]);

  return (
    <>
      <div className={classes.grid}>
        <Suspense fallback={<Skeleton h="100%" />}>
          <Map
            track={track}
            flight={flight}
            span={span}
            chosen={view.chosen}
            overlay={overlay}
            hover={hover}
            onPick={pick}
          />
        </Suspense>
        <SideTabs
          flight={flight}
          lowSaves={lowSaves}
          score={steps.xcscore}
          shown={shown}
          current={view.phase}
          onChoose={choose}
        />
      </div>
      <Panel
        title="Barogram"
        flush
        aside={
          <>
            <Readout track={track} terrain={terrain} hover={hover} />
            {view.chosen && (
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<IconArrowsMaximize size={12} />}
                onClick={reset}
              >
                Whole flight
              </Button>
            )}
          </>
        }
      >
        <div className={classes.barogram}>
          <Barogram
            track={track}
            span={view.zoom ?? span}
            thermals={thermals}
            chosen={view.zoom ? null : view.chosen}
            terrainM={terrain?.terrainM ?? null}
            marks={marks}
            hover={hover}
            onZoom={zoom}
          />
        </div>
      </Panel>
    </>
  );
}
