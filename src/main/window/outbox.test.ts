import { expect, it } from 'vitest';
import { Outbox } from './outbox';
import { ReloadPolicy } from './reload-policy';

it('keeps messages until a page is there, in order and once', () => {
  const outbox = new Outbox<string>();
  const heard: string[] = [];
  outbox.send('a');
  outbox.send('b');
  outbox.open((message) => heard.push(message));
  outbox.send('c');
  outbox.close();
  outbox.send('d');
  expect(heard).toEqual(['a', 'b', 'c']);
  outbox.open((message) => heard.push(`next page: ${message}`));
  expect(heard).toEqual(['a', 'b', 'c', 'next page: d']);
});

it('reloads a crashed page once a minute', () => {
  const policy = new ReloadPolicy();
  expect(policy.onCrash(0)).toBe('reload');
  expect(policy.onCrash(30_000)).toBe('give-up');
  expect(policy.onCrash(90_001)).toBe('reload');
});
