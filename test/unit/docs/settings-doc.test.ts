/** docs/settings.md names every setting with its true default and a variable that really sets it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Settings } from '#contract/settings';
import { settingsFromEnvironment } from '../../../src/stack/environment';
import { tableRows } from './table-rows';

const keys = Object.keys(Settings.shape) as (keyof Settings)[];
const rows = tableRows(readFileSync('docs/settings.md', 'utf8')).filter(
  ([key = '']) => !key.startsWith('FLIGHTLINE'),
);
const described = new Map(
  rows.map(([key = '', fallback = '', variable = '']) => [key, { fallback, variable }]),
);

function defaultText(key: keyof Settings): string {
  const value = Settings.parse({})[key] ?? null;
  if (value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

describe('docs/settings.md', () => {
  it.each(keys)('describes %s', (key) => {
    const row = described.get(key);
    expect(row?.fallback).toBe(defaultText(key));
    const variables = (row?.variable ?? '').split(',').map((name) => name.replaceAll('`', '').trim());
    for (const variable of variables)
      expect(Object.keys(settingsFromEnvironment({ [variable]: '1' }))).toEqual([key]);
  });

  it('describes no setting that does not exist', () => {
    expect([...described.keys()].filter((key) => !(key in Settings.shape))).toEqual([]);
  });
});
