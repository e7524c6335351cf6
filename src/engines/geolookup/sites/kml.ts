/** Reads the points of a KML file. Looks for elements by plain search, forwards only: time grows with the text and no faster. */
import type { TextRecord } from './csv';

interface Element {
  /** Between the tags, as written. */
  inner: string;
  /** Of the opening tag. */
  attributes: string;
  end: number;
}

/** The next element of this name, with or without a prefix for its namespace; null when there is none that is closed. */
function nextElement(xml: string, name: string, from: number): Element | null {
  const opening = new RegExp(`<(?:\\w{1,20}:)?${name}(?=[\\s/>])`, 'g');
  opening.lastIndex = from;
  const match = opening.exec(xml);
  if (!match) return null;
  const tagEnd = xml.indexOf('>', opening.lastIndex);
  if (tagEnd < 0) return null;
  const attributes = xml.slice(opening.lastIndex, tagEnd);
  if (attributes.endsWith('/')) return { inner: '', attributes, end: tagEnd + 1 };
  const closing = `${match[0].replace('<', '</')}>`;
  const close = xml.indexOf(closing, tagEnd);
  if (close < 0) return null;
  return { inner: xml.slice(tagEnd + 1, close), attributes, end: close + closing.length };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text with its entities resolved; what is no entity stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function textOf(inner: string): string {
  const text = inner.trim();
  const isData = text.startsWith('<![CDATA[') && text.endsWith(']]>');
  return isData ? text.slice('<![CDATA['.length, -']]>'.length).trim() : decodeEntities(text);
}

function valuesOf(placemark: string, name: string, read: (element: Element) => string): TextRecord {
  const record: TextRecord = {};
  for (let element = nextElement(placemark, name, 0); element;) {
    const key = /\bname\s*=\s*["']([^"']{1,100})["']/.exec(element.attributes)?.[1];
    if (key) record[key.trim().toLowerCase()] = read(element);
    element = nextElement(placemark, name, element.end);
  }
  return record;
}

/** One record a Placemark: its extended data, `name`, `lat`, `lon`, `alt`; without a point the last three are missing. */
export function* readKml(xml: string): Generator<TextRecord> {
  for (let placemark = nextElement(xml, 'Placemark', 0); placemark;) {
    const { inner, end } = placemark;
    const record = {
      ...valuesOf(inner, 'SimpleData', (element) => textOf(element.inner)),
      ...valuesOf(inner, 'Data', (element) => textOf(nextElement(element.inner, 'value', 0)?.inner ?? '')),
    };
    const name = nextElement(inner, 'name', 0);
    if (name) record.name = textOf(name.inner);
    const point = nextElement(inner, 'Point', 0);
    const coordinates = point && nextElement(point.inner, 'coordinates', 0);
    const [lon, lat, alt] = coordinates?.inner.trim().split(/[\s,]+/, 3) ?? [];
    yield { ...record, ...(lon && lat ? { lon, lat } : {}), ...(alt && Number(alt) !== 0 ? { alt } : {}) };
    placemark = nextElement(xml, 'Placemark', end);
  }
}
