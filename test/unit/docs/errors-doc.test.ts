/** docs/errors.md describes every error of the catalogue, with its status, and none that does not exist. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCatalogue, isErrorCode } from '#contract/errors';
import { tableRows } from './table-rows';

const rows = tableRows(readFileSync('docs/errors.md', 'utf8'));
const described = new Map(
  rows.map(([code = '', status = '', when = '', action = '']) => [code, { status, when, action }]),
);

describe('docs/errors.md', () => {
  it.each(Object.entries(errorCatalogue))('describes %s', (code, { status }) => {
    const row = described.get(code);
    expect(row?.status).toBe(String(status));
    expect(row?.when).not.toBe('');
    expect(row?.action).not.toBe('');
  });

  it('describes no error that does not exist', () => {
    expect([...described.keys()].filter((code) => !isErrorCode(code))).toEqual([]);
  });
});
