/** Which addresses a webhook may have. */
import { BlockList, isIP } from 'node:net';
import { FlightlineError } from '#contract/errors';

/** Never a target: this network itself, link-local (with it the metadata services of clouds), multicast, reserved. */
const refused = new BlockList();
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('224.0.0.0', 3, 'ipv4');
refused.addAddress('::', 'ipv6');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');
/** The metadata service of one cloud lies here. */
refused.addSubnet('fd00:ec2::', 32, 'ipv6');

/** Networks in which plain http is bearable. */
const near = new BlockList();
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('10.0.0.0', 8, 'ipv4');
near.addSubnet('172.16.0.0', 12, 'ipv4');
near.addSubnet('192.168.0.0', 16, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Addresses are checked again when a name is looked up, since a name may lead anywhere. */
export function isRefusedAddress(address: string): boolean {
  return isIP(address) === 0 || refused.check(address, family(address));
}

export function isNearAddress(address: string): boolean {
  return isIP(address) !== 0 && near.check(address, family(address));
}

/** @throws FlightlineError `WEBHOOK_URL_REFUSED` with what is wrong with it */
export function checkedWebhookUrl(text: string): URL {
  const refuse = (why: string) => new FlightlineError('WEBHOOK_URL_REFUSED', why);
  if (!URL.canParse(text)) throw refuse(`“${text}” is no URL.`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refuse(`A webhook is called by https or http, not by ${url.protocol.slice(0, -1)}.`);
  if (url.username !== '' || url.password !== '')
    throw refuse('The URL holds a user or a password, which would be stored and logged.');
  const host = hostOf(url);
  if (isIP(host) !== 0 && isRefusedAddress(host)) throw refuse(`${host} is no address of a service.`);
  const isNear =
    host === 'localhost' ||
    isNearAddress(host) ||
    !host.includes('.') ||
    /\.(local|lan|internal|home\.arpa)$/.test(host);
  if (url.protocol === 'http:' && !isNear)
    throw refuse('Beyond this machine and its network a webhook needs https.');
  return url;
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
