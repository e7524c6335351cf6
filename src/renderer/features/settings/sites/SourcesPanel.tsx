/** The lists that sites come from, with their licences. */
import { ActionIcon, Anchor, Group, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { z } from 'zod';
import type { SiteSource } from '#contract/geolookup';
import { useEngineAct } from '../../../shell/engine-questions';
import { confirm } from '../../../ui/confirm';
import { Panel } from '../../../ui/Panel';
import { plural } from '../../../ui/format';
import classes from '../Settings.module.css';

interface SourcesPanelProps {
  sources: readonly SiteSource[];
  onShow(sourceId: string): void;
}

/** A list's address is somebody else's text: only what opens as a page becomes a link. */
const isPage = (url: string): boolean => /^https?:\/\//i.test(url);

export function SourcesPanel({ sources, onShow }: SourcesPanelProps) {
  const remove = useEngineAct(
    { engine: 'geolookup', name: 'removeSiteSource', schema: z.unknown() },
    { failure: 'The list was not removed' },
  );
  const ask = async (source: SiteSource): Promise<void> => {
    const yes = await confirm({
      title: `Remove ${source.name}?`,
      body: `${plural(source.sites, 'site')} are forgotten, names given to them included. The file can be imported again.`,
      confirmLabel: 'Remove the list',
      danger: true,
    });
    if (yes) remove.act({ id: source.id });
  };
  return (
    <Panel title="Lists" aside={plural(sources.length, 'list')}>
      {sources.length === 0 && (
        <Text size="sm" c="dimmed">
          No list yet. Import one, e.g. of ParaglidingEarth, and take-offs and landings of flights are named
          after its sites.
        </Text>
      )}
      <ul className={classes.list} aria-label="Lists of sites">
        {sources.map((source) => (
          <li key={source.id} className={classes.row}>
            <div>
              <Anchor component="button" type="button" size="sm" fw={500} onClick={() => onShow(source.id)}>
                {source.name}
              </Anchor>
              <Group gap={8}>
                <Text size="xs" c="dimmed">
                  {plural(source.sites, 'site')}; {source.licence || 'no licence given'}
                </Text>
                {isPage(source.url) && (
                  <Anchor size="xs" href={source.url} target="_blank" rel="noreferrer">
                    source
                  </Anchor>
                )}
              </Group>
            </div>
            <Tooltip label="Remove">
              <ActionIcon
                aria-label={`Remove ${source.name}`}
                disabled={remove.busy}
                onClick={() => void ask(source)}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
