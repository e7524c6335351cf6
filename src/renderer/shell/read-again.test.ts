import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { readAgain } from './read-again';

const queryKey = ['jobs'];
const cache = new QueryClient();
let answers: ((value: string) => void)[] = [];

function watch(): () => void {
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  return new QueryObserver(cache, { queryKey, queryFn }).subscribe(() => undefined);
}

async function asked(times: number): Promise<void> {
  while (answers.length < times) await new Promise((resolve) => setImmediate(resolve));
}

afterEach(() => {
  cache.clear();
  answers = [];
});

describe('readAgain', () => {
  it('asks once more when an answer was on its way, and does not break that off', async () => {
    const stop = watch();
    await asked(1);
    const done = readAgain(cache, queryKey);
    answers[0]?.('before it happened');
    await asked(2);
    expect(cache.getQueryData(queryKey)).toBe('before it happened');
    answers[1]?.('after');
    await done;
    expect(cache.getQueryData(queryKey)).toBe('after');
    expect(answers).toHaveLength(2);
    stop();
  });

  it('asks once when nothing was on its way', async () => {
    const stop = watch();
    await asked(1);
    answers[0]?.('first');
    while (cache.isFetching({ queryKey }) > 0) await new Promise((resolve) => setImmediate(resolve));
    const done = readAgain(cache, queryKey);
    await asked(2);
    answers[1]?.('second');
    await done;
    expect(answers).toHaveLength(2);
    stop();
  });
});
