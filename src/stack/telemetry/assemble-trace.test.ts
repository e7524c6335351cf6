import { describe, expect, it } from 'vitest';
import { assembleTrace } from './assemble-trace';
import { afterwards, spanOf } from './span';

function span(
  spanId: string,
  parentId: string | null,
  startedAt: number,
  more: { durationMs?: number; plain?: boolean } = {},
) {
  const attributes = more.plain ? { [afterwards]: true } : {};
  return spanOf(
    {
      spanId,
      parentId,
      name: spanId,
      sort: 'stage',
      startedAt,
      durationMs: more.durationMs ?? 1,
      attributes,
    },
    'p',
  );
}
const names = (spans: ReturnType<typeof assembleTrace>) => spans.map(({ name }) => name);

describe('assembleTrace', () => {
  it('puts children below their parents, by start', () => {
    const told = [span('c', 'b', 5), span('d', 'a', 3), span('b', 'a', 4), span('a', null, 1)];
    expect(names(assembleTrace(told))).toEqual(['a', 'd', 'b', 'c']);
  });

  it('lets a span stand alone whose parent nobody told', () => {
    expect(names(assembleTrace([span('b', 'lost', 2), span('a', null, 1)]))).toEqual(['a', 'b']);
  });

  it('takes a span once, the telling that knows most', () => {
    const told = [
      span('a', null, 1, { plain: true, durationMs: 9 }),
      span('a', null, 1, { durationMs: 4 }),
      span('a', null, 1, { plain: true }),
    ];
    expect(assembleTrace(told)).toEqual([told[1]]);
  });

  it('ends with a circle', () => expect(assembleTrace([span('a', 'b', 1), span('b', 'a', 2)])).toEqual([]));
});
