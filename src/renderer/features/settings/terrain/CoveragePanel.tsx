/** Where there is terrain. */
import { Suspense, lazy, useState } from 'react';
import { Skeleton } from '@mantine/core';
import { IconMountain } from '@tabler/icons-react';
import type { CoverageAnswer } from '#contract/dem';
import { EmptyNote } from '../../../ui/EmptyNote';
import { Panel } from '../../../ui/Panel';
import { formatCount, plural } from '../../../ui/format';

const CoverageCanvas = lazy(() => import('./CoverageCanvas').then((m) => ({ default: m.CoverageCanvas })));

export function CoveragePanel({ coverage }: { coverage: CoverageAnswer }) {
  const [under, setUnder] = useState<string | null>(null);
  const { tiles, tileCount } = coverage;
  if (tileCount === 0) {
    return (
      <Panel title="Coverage">
        <EmptyNote icon={<IconMountain size={26} />} title="No terrain yet">
          Add a folder above. Below are the tiles that your flights lack, with addresses to fetch them from.
        </EmptyNote>
      </Panel>
    );
  }
  const all = plural(tileCount, 'terrain file');
  const shown = tiles.length < tileCount ? `${all}, ${formatCount(tiles.length)} of them drawn` : all;
  return (
    <Panel title="Coverage" flush aside={under ?? shown}>
      <Suspense fallback={<Skeleton h={340} />}>
        <CoverageCanvas tiles={tiles} onHover={setUnder} />
      </Suspense>
    </Panel>
  );
}
