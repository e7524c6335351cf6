import { describe, expect, it } from 'vitest';
import { withOwnNames } from './statement-names';

function message(type: string, body: string) {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return { type, bytes: Buffer.concat([head, Buffer.from(body)]) };
}

describe('statement names', () => {
  it.each([
    ['Parse', 'P', 'one\0select 1\0\0\0', 'c7_one\0select 1\0\0\0'],
    ['Parse, unnamed', 'P', '\0select 1\0\0\0', '\0select 1\0\0\0'],
    ['Bind', 'B', 'portal\0one\0rest', 'portal\0c7_one\0rest'],
    ['Bind, both unnamed', 'B', '\0\0rest', '\0\0rest'],
    ['Describe of a statement', 'D', 'Sone\0', 'Sc7_one\0'],
    ['Describe of a portal', 'D', 'Pone\0', 'Pone\0'],
    ['Close of a statement', 'C', 'Sone\0', 'Sc7_one\0'],
    ['Execute', 'E', 'one\0\0\0\0\0', 'one\0\0\0\0\0'],
  ])('%s', (_name, type, body, renamed) => {
    expect(withOwnNames(message(type, body), 'c7_', () => undefined)).toEqual(message(type, renamed).bytes);
  });

  it('tells the names that are made', () => {
    const names: string[] = [];
    withOwnNames(message('P', 'one\0select 1\0\0\0'), 'c7_', (name) => names.push(name));
    withOwnNames(message('P', '\0select 1\0\0\0'), 'c7_', (name) => names.push(name));
    expect(names).toEqual(['c7_one']);
  });
});
