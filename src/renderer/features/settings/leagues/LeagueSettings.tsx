/** Leagues: every rule set with its parameters, and the operator's own ones. */
import { useState } from 'react';
import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { RuleSetList, type RuleSet } from '#contract/xcscore';
import { useEngineAct, useEngineQuery } from '../../../shell/engine-questions';
import { problemOf } from '../../../shell/problem';
import { confirm } from '../../../ui/confirm';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { plural } from '../../../ui/format';
import { copyOf } from './league-text';
import { LeagueEditor } from './LeagueEditor';
import { ScoredByPanel } from './ScoredByPanel';
import { ShapesTable } from './ShapesTable';
import classes from '../Settings.module.css';

type Listed = RuleSetList['ruleSets'][number];

export function LeagueSettings() {
  const list = useEngineQuery({ engine: 'xcscore', name: 'ruleSets', schema: RuleSetList });
  const [chosen, setChosen] = useState<string | null>(null);
  const [edited, setEdited] = useState<RuleSet | null>(null);
  if (list.isError && !list.data) {
    return (
      <ProblemPanel
        title="The leagues could not be read"
        problem={problemOf(list.error)}
        onRetry={() => void list.refetch()}
      />
    );
  }
  if (!list.data) return <Skeleton h={320} role="status" aria-label="Reading the leagues" />;
  const { ruleSets } = list.data;
  const shown = ruleSets.find(({ id }) => id === chosen) ?? ruleSets[0];
  return (
    <Stack gap="md">
      <ScoredByPanel key={list.data.scoredBy.join()} list={list.data} />
      <div className={classes.columns}>
        <Panel title="Rule sets" aside={plural(ruleSets.length, 'rule set')}>
          <ul className={classes.choices} aria-label="Rule sets">
            {ruleSets.map((set) => (
              <li key={set.id}>
                <button
                  type="button"
                  aria-current={set.id === shown?.id}
                  onClick={() => {
                    setChosen(set.id);
                    setEdited(null);
                  }}
                >
                  {set.name}
                  {!set.builtIn && (
                    <Badge size="xs" variant="light">
                      own
                    </Badge>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </Panel>
        {edited ? (
          <LeagueEditor
            key={edited.id}
            league={edited}
            taken={ruleSets}
            onDone={(id) => {
              setEdited(null);
              if (id !== null) setChosen(id);
            }}
          />
        ) : (
          shown && <League set={shown} all={ruleSets} onEdit={setEdited} />
        )}
      </div>
    </Stack>
  );
}

interface LeagueProps {
  set: Listed;
  all: readonly Listed[];
  onEdit(league: RuleSet): void;
}

function League({ set, all, onEdit }: LeagueProps) {
  const remove = useEngineAct(
    { engine: 'xcscore', name: 'removeLeague', schema: RuleSetList },
    { failure: 'The league was not removed' },
  );
  const ask = async (): Promise<void> => {
    const yes = await confirm({
      title: `Remove ${set.name}?`,
      body: 'Flights that are added from now on are not scored by it. Results that exist keep their scores.',
      confirmLabel: 'Remove the league',
      danger: true,
    });
    if (yes) remove.act({ id: set.id });
  };
  const { builtIn, ...league } = set;
  return (
    <Stack gap="md">
      <Panel
        title={set.name}
        flush
        aside={
          <Group gap="xs">
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconCopy size={12} />}
              onClick={() => onEdit(copyOf(league, all))}
            >
              Copy as own league
            </Button>
            {!builtIn && (
              <>
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconPencil size={12} />}
                  onClick={() => onEdit(league)}
                >
                  Edit
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  color="red"
                  leftSection={<IconTrash size={12} />}
                  loading={remove.busy}
                  onClick={() => void ask()}
                >
                  Remove…
                </Button>
              </>
            )}
          </Group>
        }
      >
        <Text size="sm" c="dimmed" px={14} pb={6}>
          {set.id}, earth model {set.earth}; {builtIn ? 'comes with Flightline' : 'your own'}. The best of
          these shapes is the score.
        </Text>
        <ShapesTable shapes={set.shapes} />
      </Panel>
    </Stack>
  );
}
