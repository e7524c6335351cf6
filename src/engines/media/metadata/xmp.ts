/**
 * The few properties of an XMP packet that are of use. It is searched as text: no entity but the five of XML is known, so
 * there is nothing to expand and nothing to fetch.
 */
import type { AssetText, CaptureTime } from '#contract/allocator';
import { captureTime } from './capture-time';
import { shortText } from './short-text';

export interface XmpFacts {
  captured: CaptureTime | null;
  texts: AssetText[];
}

const mostKeywords = 100;
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const plain = (text: string) =>
  shortText(
    text
      .replace(/<[^>]*>/g, '')
      .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? ''),
  );

/** The content of an element; without its namespaces resolved, since everybody uses these prefixes. */
function element(packet: string, name: string): string | null {
  const from = packet.indexOf(`<${name}`);
  if (from < 0) return null;
  const open = packet.indexOf('>', from);
  const close = packet.indexOf(`</${name}>`, open);
  return open < 0 || close < 0 ? null : packet.slice(open + 1, close);
}

/** As an element or as an attribute. */
function property(packet: string, name: string): string | null {
  const content = element(packet, name);
  if (content !== null) return plain(content);
  const from = packet.indexOf(`${name}="`);
  if (from < 0) return null;
  const start = from + name.length + 2;
  return plain(packet.slice(start, packet.indexOf('"', start)));
}

/** The items of a list, e.g. of `dc:subject`. */
function items(packet: string, name: string): string[] {
  const content = element(packet, name);
  if (content === null) return [];
  const parts = content.split(/<rdf:li[^>]*>/).slice(1, mostKeywords + 1);
  return parts.map((part) => plain(part.split('</rdf:li>')[0] ?? '') ?? '').filter((text) => text !== '');
}

export function readXmp(block: Uint8Array): XmpFacts {
  const packet = Buffer.from(block).toString('utf8');
  const texts: AssetText[] = [];
  const add = (source: AssetText['source'], found: readonly string[]) =>
    found.forEach((text) => texts.push({ source, text }));
  add('title', items(packet, 'dc:title').slice(0, 1));
  add('description', items(packet, 'dc:description').slice(0, 1));
  add('keyword', items(packet, 'dc:subject'));
  add('creator', items(packet, 'dc:creator'));
  add('copyright', items(packet, 'dc:rights').slice(0, 1));
  const times = ['exif:DateTimeOriginal', 'photoshop:DateCreated', 'xmp:CreateDate'];
  return {
    captured: captureTime(
      times.map((name) => property(packet, name)),
      [],
      'xmp',
    ),
    texts,
  };
}
