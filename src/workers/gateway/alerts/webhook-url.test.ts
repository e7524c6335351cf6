import { describe, expect, it } from 'vitest';
import { checkedWebhookUrl, isRefusedAddress } from './webhook-url';

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.example.org/a?b=c',
    'http://localhost:9000/x',
    'http://127.0.0.1/x',
    'http://[::1]:8080/',
    'http://192.168.1.20/hook',
    'http://nas.local/hook',
    'http://n8n/hook',
  ])('%s is taken', (text) => {
    expect(checkedWebhookUrl(text).href).toBe(new URL(text).href);
  });

  it.each([
    ['nonsense', 'is no URL'],
    ['ftp://example.org/', 'https or http'],
    ['file:///etc/passwd', 'https or http'],
    ['https://user:secret@example.org/', 'a password'],
    ['http://hooks.example.org/', 'needs https'],
    ['http://8.8.8.8/', 'needs https'],
    ['http://169.254.169.254/latest/meta-data', 'no address of a service'],
    ['https://[fe80::1]/', 'no address of a service'],
    ['http://0.0.0.0/', 'no address of a service'],
    ['http://2852039166/', 'no address of a service'],
  ])('%s is refused: %s', (text, why) => {
    expect(() => checkedWebhookUrl(text)).toThrow(why);
  });

  it.each([
    ['169.254.169.254', true],
    ['::ffff:169.254.169.254', true],
    ['fd00:ec2::254', true],
    ['127.0.0.1', false],
    ['203.0.113.9', false],
    ['not an address', true],
  ])('%s as what a name leads to: refused is %s', (address, expected) => {
    expect(isRefusedAddress(address)).toBe(expected);
  });
});
