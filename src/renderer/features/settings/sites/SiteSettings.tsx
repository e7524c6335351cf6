/** Flying sites: lists that were imported, the sites in them, and sites learned from take-offs. */
import { useState } from 'react';
import { Skeleton } from '@mantine/core';
import { SiteSources } from '#contract/geolookup';
import { useEngineQuery } from '../../../shell/engine-questions';
import { problemOf } from '../../../shell/problem';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { ImportPanel } from './ImportPanel';
import { LearnPanel } from './LearnPanel';
import { SitesPanel } from './SitesPanel';
import { SourcesPanel } from './SourcesPanel';
import classes from '../Settings.module.css';

export function SiteSettings() {
  const [sourceId, setSourceId] = useState<string | null>(null);
  const sources = useEngineQuery({ engine: 'geolookup', name: 'siteSources', schema: SiteSources });
  if (sources.isError && !sources.data) {
    return (
      <ProblemPanel
        title="The lists of sites could not be read"
        problem={problemOf(sources.error)}
        onRetry={() => void sources.refetch()}
      />
    );
  }
  if (!sources.data) return <Skeleton h={320} role="status" aria-label="Reading the lists of sites" />;
  const list = sources.data.sources;
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        <ImportPanel />
        <LearnPanel />
      </div>
      <div className={classes.stack}>
        <SourcesPanel sources={list} onShow={setSourceId} />
        <SitesPanel sources={list} sourceId={sourceId} onSource={setSourceId} />
      </div>
    </div>
  );
}
