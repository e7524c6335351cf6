/** Height above ground of a flight, where the terrain came from, and what is missing. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DemOutput, FlightTerrain } from '#contract/dem';
import { FactList } from '../../../ui/FactList';
import { Panel } from '../../../ui/Panel';
import { formatNumber, formatPercent, formatSigned, plural } from '../../../ui/format';
import { matchFlight } from '../match-flight';
import { StepNote } from '../StepNote';
import type { Step } from '../steps';

interface TerrainPanelProps {
  step: Step<DemOutput>;
  wanted: { startIso: string; index: number };
}

export function TerrainSettingsLink({ children }: { children: string }) {
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'terrain' }} {...props} />}
    >
      {children}
    </Anchor>
  );
}

export function TerrainPanel({ step, wanted }: TerrainPanelProps) {
  const { result } = step;
  const flight = result && matchFlight(result.flights, wanted, ({ takeoffTime }) => takeoffTime);
  return (
    <Panel title="Terrain">
      {!result ? (
        <StepNote step={step} />
      ) : result.coverage === 0 ? (
        <NoTerrain result={result} />
      ) : (
        <Ground result={result} flight={flight} />
      )}
    </Panel>
  );
}

function NoTerrain({ result }: { result: DemOutput }) {
  return (
    <Text size="sm">
      No terrain is known here, so there are no heights above ground.{' '}
      <TerrainSettingsLink>Add a terrain folder</TerrainSettingsLink>
      {result.missingTiles.length > 0 && ` with ${result.missingTiles.slice(0, 6).join(', ')}`}, then add the
      file again.
    </Text>
  );
}

const offsets = {
  takeoffAndLanding: 'from take-off and landing',
  takeoff: 'from take-off',
  landing: 'from landing',
  none: 'none',
};

function Ground({ result, flight }: { result: DemOutput; flight: FlightTerrain | null }) {
  const agl = flight?.agl ?? null;
  const source = result.sources[0];
  return (
    <>
      <FactList
        label="Figures of the terrain"
        facts={[
          ['Above ground, median', formatNumber(agl?.p50M, 0, 'm')],
          ['Above ground, mean', formatNumber(agl?.meanM, 0, 'm')],
          ['Lowest in flight', formatNumber(agl?.minM, 0, 'm')],
          ['Highest above ground', formatNumber(agl?.maxM, 0, 'm')],
          [
            'Ground under the track',
            `${formatNumber(flight?.terrainMinM, 0)} to ${formatNumber(flight?.terrainMaxM, 0, 'm')}`,
          ],
          [
            'Altitude corrected by',
            flight && flight.altitudeOffsetFrom !== 'none'
              ? `${formatSigned(-flight.altitudeOffsetM, 0, 'm')}, ${offsets[flight.altitudeOffsetFrom]}`
              : 'nothing',
          ],
          ['Terrain under', formatPercent(flight?.coverage ?? result.coverage)],
          ['Resolution', source ? `${formatNumber(source.resolutionM, 0, 'm')}, ${source.kind}` : '–'],
        ]}
      />
      {result.missingTiles.length > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          {plural(result.missingTiles.length, 'tile')} missing: {result.missingTiles.slice(0, 6).join(', ')}.{' '}
          <TerrainSettingsLink>Add terrain</TerrainSettingsLink>
        </Text>
      )}
    </>
  );
}
