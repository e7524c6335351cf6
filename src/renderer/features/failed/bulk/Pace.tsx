/** How an act on many letters goes about it: a few first, then the rest at a rate. */
import { Group, NumberInput, Switch, Text } from '@mantine/core';

export interface PaceChoice {
  canary: number;
  ratePerS: number | null;
}

const defaultCanaries = 10;
/** For fewer, trying some of them first is no use. */
export const leastForCanaries = 12;

export function paceFor(count: number | null): PaceChoice {
  return { canary: count !== null && count < leastForCanaries ? 0 : defaultCanaries, ratePerS: null };
}

export function Pace({ value, onChange }: { value: PaceChoice; onChange(value: PaceChoice): void }) {
  const tries = value.canary > 0;
  return (
    <>
      <Group gap="sm" mt="md" align="center">
        <Switch
          label="Try a few first"
          checked={tries}
          onChange={(event) =>
            onChange({ ...value, canary: event.currentTarget.checked ? defaultCanaries : 0 })
          }
        />
        {tries && (
          <NumberInput
            aria-label="How many first"
            w={84}
            size="xs"
            min={1}
            max={100}
            value={value.canary}
            onChange={(canary) =>
              onChange({ ...value, canary: Math.min(100, Math.max(1, Number(canary) || 1)) })
            }
          />
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {tries
          ? 'If two of them fail with the same error, the others stay where they are.'
          : 'All of them are queued at once.'}
      </Text>
      <NumberInput
        mt="md"
        label="Most each second"
        placeholder="As fast as it goes"
        description="Empty: no limit"
        min={0.1}
        max={100_000}
        value={value.ratePerS ?? ''}
        onChange={(rate) =>
          onChange({ ...value, ratePerS: rate === '' || Number(rate) <= 0 ? null : Number(rate) })
        }
      />
    </>
  );
}
