/** By which rule sets dropped flights are scored. */
import { useState } from 'react';
import { Button, Group, MultiSelect, Text } from '@mantine/core';
import { RuleSetList } from '#contract/xcscore';
import { useEngineAct } from '../../../shell/engine-questions';
import { Panel } from '../../../ui/Panel';

export function ScoredByPanel({ list }: { list: RuleSetList }) {
  const [chosen, setChosen] = useState(list.scoredBy);
  const save = useEngineAct(
    { engine: 'xcscore', name: 'scoreBy', schema: RuleSetList },
    { failure: 'The choice was not kept' },
  );
  const unchanged = [...chosen].sort().join() === [...list.scoredBy].sort().join();
  return (
    <Panel title="Flights are scored by">
      <Group align="flex-end" gap="sm" p="md">
        <MultiSelect
          aria-label="Rule sets that flights are scored by"
          flex={1}
          searchable
          hidePickedOptions
          value={chosen}
          onChange={setChosen}
          data={list.ruleSets.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button
          disabled={unchanged || chosen.length === 0}
          loading={save.busy}
          onClick={() => save.act({ rules: chosen })}
        >
          Save
        </Button>
      </Group>
      <Text size="sm" c="dimmed" px="md" pb="md">
        Each rule set takes time; flights that are dropped from now on are scored by these. A single flight
        can be scored by others on its page.
      </Text>
    </Panel>
  );
}
