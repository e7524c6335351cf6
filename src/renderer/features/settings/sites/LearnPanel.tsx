/** Finds places where flights begin and that no list names. */
import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMapPinSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { LearnSitesAnswer } from '#contract/geolookup';
import { useEngineAct } from '../../../shell/engine-questions';
import { tellProblem } from '../../../shell/job-acts';
import { Panel } from '../../../ui/Panel';
import { plural } from '../../../ui/format';
import { readTakeoffs } from './read-takeoffs';

export function LearnPanel() {
  const learn = useEngineAct(
    { engine: 'geolookup', name: 'learnSites', schema: LearnSitesAnswer },
    {
      failure: 'No sites were learned',
      onDone: ({ sites, takeoffs }) =>
        notifications.show({
          color: sites.length > 0 ? 'teal' : 'yellow',
          title: `${plural(sites.length, 'unnamed site')} from ${plural(takeoffs, 'take-off')}`,
          message: sites.length > 0 ? 'They are in the list “Learned from take-offs”: give them names.' : '',
        }),
    },
  );
  const read = useMutation({
    mutationFn: () => readTakeoffs(AbortSignal.timeout(120_000)),
    onSuccess: (takeoffs) => learn.act({ takeoffs }),
    onError: (error) => tellProblem('The take-offs could not be read', error),
  });
  return (
    <Panel title="Learn from take-offs">
      <Text size="sm" c="dimmed" mb="sm">
        Where three flights or more begin within 250 m and no list has a site, an unnamed site is made. Its
        name is yours to give.
      </Text>
      <Button
        variant="default"
        leftSection={<IconMapPinSearch size={14} />}
        loading={read.isPending || learn.busy}
        onClick={() => read.mutate()}
      >
        Learn sites
      </Button>
    </Panel>
  );
}
