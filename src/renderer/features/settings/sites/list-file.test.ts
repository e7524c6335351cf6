import { expect, it } from 'vitest';
import { listNameOf, mostBytes, whyNot } from './list-file';

it('names a list after its file', () => {
  expect(listNameOf('pge_world-sites.csv')).toBe('pge world sites');
  expect(listNameOf('own')).toBe('own');
});

it('says why a file cannot be sent', () => {
  expect(whyNot({ name: 'a.csv', size: 10 })).toBeNull();
  expect(whyNot({ name: 'a.csv', size: 0 })).toContain('empty');
  expect(whyNot({ name: 'a.csv', size: mostBytes + 1 })).toContain('15 MB');
  expect(whyNot({ name: 'a.csv.gz', size: 10 })).toContain('unpack');
});
