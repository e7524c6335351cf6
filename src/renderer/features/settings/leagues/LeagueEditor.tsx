/** Edits a league as JSON; what the schema refuses is shown by field and line as one types. */
import { useMemo, useState } from 'react';
import { Button, Group, JsonInput, List, Text } from '@mantine/core';
import { RuleSetList, type RuleSet } from '#contract/xcscore';
import { useEngineAct } from '../../../shell/engine-questions';
import { Panel } from '../../../ui/Panel';
import { readLeague } from './league-text';
import { ShapesTable } from './ShapesTable';

interface LeagueEditorProps {
  league: RuleSet;
  taken: RuleSetList['ruleSets'];
  /** With the id of the league that was saved; null when nothing was. */
  onDone(id: string | null): void;
}

export function LeagueEditor({ league, taken, onDone }: LeagueEditorProps) {
  const [text, setText] = useState(() => JSON.stringify(league, null, 2));
  const read = useMemo(() => readLeague(text, taken), [text, taken]);
  const save = useEngineAct(
    { engine: 'xcscore', name: 'saveLeague', schema: RuleSetList },
    {
      failure: 'The league was not saved',
      onDone: () => onDone('league' in read ? read.league.id : null),
    },
  );
  return (
    <Panel title={`Own league: ${league.name}`}>
      <JsonInput
        label="League as JSON"
        description="Change id, name, shapes, multipliers, limits; lengths in km, shares from 0 to 1"
        value={text}
        onChange={setText}
        size="xs"
        autosize
        minRows={14}
        maxRows={26}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {'problems' in read ? (
        <div role="alert">
          <List size="sm" mt="xs" c="var(--fl-bad)" aria-label="What is wrong">
            {read.problems.map(({ field, line, message }) => (
              <List.Item key={`${field} ${message}`}>
                {line !== null && `line ${line}, `}
                <b>{field || 'the league'}</b>: {message}
              </List.Item>
            ))}
          </List>
        </div>
      ) : (
        <>
          <Text size="xs" c="dimmed" mt="sm">
            As it will be read:
          </Text>
          <ShapesTable shapes={read.league.shapes} />
        </>
      )}
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={() => onDone(null)}>
          Leave as is
        </Button>
        <Button
          loading={save.busy}
          disabled={'problems' in read}
          onClick={() => 'league' in read && save.act(read.league)}
        >
          Save league
        </Button>
      </Group>
    </Panel>
  );
}
