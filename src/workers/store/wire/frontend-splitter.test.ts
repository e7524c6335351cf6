import { describe, expect, it } from 'vitest';
import { queryMessage, syncMessage } from './backend-messages';
import { FrontendSplitter } from './frontend-splitter';

const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const sent = Buffer.concat([
  sslRequest,
  startup,
  queryMessage('select 1'),
  syncMessage,
  queryMessage('x'.repeat(500)),
]);

describe('the splitter', () => {
  it.each([1, 2, 7, 100, 10_000])('finds the same messages in pieces of %i bytes', (size) => {
    const splitter = new FrontendSplitter();
    const found = [];
    for (let at = 0; at < sent.length; at += size) found.push(...splitter.push(sent.subarray(at, at + size)));
    expect(found.map((message) => message.type)).toEqual(['ssl', 'startup', 'Q', 'S', 'Q']);
    expect(Buffer.concat(found.map((message) => message.bytes)).equals(sent)).toBe(true);
  });

  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
    ['another protocol', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])],
    ['a length below its own', Buffer.from([0, 0, 0, 1, 0, 3, 0, 0])],
  ])('refuses %s', (_name, bytes) => {
    expect(() => new FrontendSplitter().push(bytes)).toThrow();
  });

  it('refuses a message that is too short to hold its length', () => {
    const splitter = new FrontendSplitter();
    splitter.push(startup);
    expect(() => splitter.push(Buffer.from([81, 0, 0, 0, 0]))).toThrow('claims');
  });
});
