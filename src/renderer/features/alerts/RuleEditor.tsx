/** Makes a rule or changes one. */
import { useState } from 'react';
import {
  Button,
  Drawer,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AlertComparison, type AlertRule, AlertSeverity } from '#contract/alerts';
import { watchable } from '#contract/metric-charts';
import { metricGroups } from '#contract/metric-series';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { problemOf } from '../../shell/problem';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { type Draft, draftOf, inputOf, shownUnits } from './draft';
import { comparisonWords, figureName, unitOf } from './words';

interface RuleEditorProps {
  /** Null for a new one. */
  rule: AlertRule | null;
  onClose(): void;
}

const figures = metricGroups.map((group) => ({
  group,
  items: [...watchable]
    .filter(([, { chart }]) => chart.group === group)
    .map(([value]) => ({ value, label: figureName(value) })),
}));

export function RuleEditor({ rule, onClose }: RuleEditorProps) {
  const cache = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [missing, setMissing] = useState<string | null>(null);
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  const save = useMutation(
    trpc.alerts.saveRule.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: trpc.alerts.pathKey() });
        onClose();
      },
    }),
  );
  const change = (some: Partial<Draft>): void => {
    setMissing(null);
    setDraft((before) => ({ ...before, ...some }));
  };
  const submit = (): void => {
    const input = inputOf(draft);
    if (typeof input === 'string') setMissing(input);
    else save.mutate({ id: rule?.id ?? null, rule: input, key: newKey() });
  };
  const byEngine = watchable.get(draft.series)?.series.byEngine === true;
  const number = (value: string | number) => Math.round(Number(value) || 0);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={rule ? `Edit “${rule.name}”` : 'New alert'}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label="Name"
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label="Figure"
            searchable
            allowDeselect={false}
            data={figures}
            value={draft.series}
            onChange={(series) => series && change({ series, engine: null })}
          />
          {byEngine && (
            <Select
              label="Engine"
              placeholder="All engines"
              clearable
              data={engines.map(({ name }) => name)}
              value={draft.engine}
              onChange={(engine) => change({ engine })}
            />
          )}
          <Group grow align="flex-start">
            <Select
              label="Alerts when it is"
              allowDeselect={false}
              data={AlertComparison.options.map((value) => ({ value, label: comparisonWords[value] }))}
              value={draft.comparison}
              onChange={(value) => change({ comparison: AlertComparison.parse(value) })}
            />
            <TextInput
              label="Limit"
              required
              inputMode="decimal"
              value={draft.limit}
              rightSection={<Text size="xs">{shownUnits[unitOf(draft.series)].label}</Text>}
              rightSectionWidth={90}
              onChange={(event) => change({ limit: event.currentTarget.value })}
            />
          </Group>
          <Group grow align="flex-start">
            <NumberInput
              size="xs"
              label="Taken over"
              description="the last seconds"
              min={1}
              max={900}
              suffix=" s"
              value={draft.windowS}
              onChange={(value) => change({ windowS: Math.max(1, number(value)) })}
            />
            <NumberInput
              size="xs"
              label="Must hold for"
              description="before it fires"
              min={0}
              max={86_400}
              suffix=" s"
              value={draft.forS}
              onChange={(value) => change({ forS: number(value) })}
            />
          </Group>
          <Select
            label="Severity"
            allowDeselect={false}
            data={AlertSeverity.options}
            value={draft.severity}
            onChange={(value) => change({ severity: AlertSeverity.parse(value) })}
          />
          <Textarea
            size="xs"
            label="What to do"
            maxLength={500}
            autosize
            minRows={2}
            value={draft.action}
            onChange={(event) => change({ action: event.currentTarget.value })}
          />
          <Switch
            label="On"
            checked={draft.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          {missing !== null && (
            <Text size="sm" c="red" role="alert">
              {missing}
            </Text>
          )}
          {save.isError && <ProblemPanel title="It was not saved" problem={problemOf(save.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
