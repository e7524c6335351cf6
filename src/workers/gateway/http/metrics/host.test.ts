import { expect, it } from 'vitest';
import { bytesThrough } from './host';

it('adds up what went through every interface but loopback', () => {
  const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 9000 10 0 0 0 0 0 0 9000 10 0 0 0 0 0 0
  eth0:1000 10 0 0 0 0 0 0 200 5 0 0 0 0 0 0
 wlan0: 30 1 0 0 0 0 0 0 4 1 0 0 0 0 0 0
`;
  expect(bytesThrough(text)).toEqual({ received: 1030, sent: 204 });
});
