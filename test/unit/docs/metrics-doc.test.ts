/** docs/http-api.md lists every metric with its kind and labels, docs/monitoring.md every alert, and none that does not exist. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Metric, metrics } from '../../../src/stack/telemetry/metric-list';
import { alertGroups } from '../../../src/stack/telemetry/monitoring/alert-rules';
import { tableRows } from './table-rows';

const kinds = ['counter', 'gauge', 'histogram'];

it('docs/http-api.md describes the metrics as they are', () => {
  const described = tableRows(readFileSync('docs/http-api.md', 'utf8'))
    .filter(([, kind = '']) => kinds.includes(kind))
    // Values that a label takes follow a colon.
    .map(([name, kind, labels = '']) => [name, kind, labels.replace(/:.*/, '').match(/\w+/g) ?? []]);
  const listed = Object.entries<Metric>(metrics).map(([name, { kind, labels }]) => [name, kind, [...labels]]);
  expect(described.sort()).toEqual(listed.sort());
});

describe('docs/monitoring.md', () => {
  const rules = alertGroups.flatMap((group) => [...group.rules]);
  const rows = tableRows(readFileSync('docs/monitoring.md', 'utf8'));

  it('describes every alert and no other', () => {
    expect(rows.map(([name]) => name).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it.each(rules)('says how long $name is held and how grave it is', ({ name, holdS, severity }) => {
    const [, , held, grave] = rows.find(([row]) => row === name) ?? [];
    expect([held, grave]).toEqual([`${holdS / 60} min`, severity]);
  });
});
