/** Terrain: the folders that heights are read from, what they cover, and what the flights at hand lack. */
import { Skeleton, Stack } from '@mantine/core';
import { CoverageAnswer } from '#contract/dem';
import { useEngineQuery } from '../../../shell/engine-questions';
import { problemOf } from '../../../shell/problem';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { CoveragePanel } from './CoveragePanel';
import { FoldersPanel } from './FoldersPanel';
import { MissingPanel } from './MissingPanel';

export function TerrainSettings() {
  const coverage = useEngineQuery({ engine: 'dem', name: 'coverage', schema: CoverageAnswer });
  if (coverage.isError && !coverage.data) {
    return (
      <ProblemPanel
        title="The terrain folders could not be read"
        problem={problemOf(coverage.error)}
        onRetry={() => void coverage.refetch()}
      />
    );
  }
  if (!coverage.data) return <Skeleton h={320} role="status" aria-label="Reading the terrain folders" />;
  return (
    <Stack gap="md">
      <FoldersPanel coverage={coverage.data} />
      <CoveragePanel coverage={coverage.data} />
      <MissingPanel scannedAt={coverage.data.scannedAt} />
    </Stack>
  );
}
