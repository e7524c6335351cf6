/** One file of named arrays behind a JSON header. Read by src/engines/geolookup/packed-file.ts, which describes the format. */
import { renameSync, writeFileSync } from 'node:fs';

export const MAGIC = 'FLGEO01\n';

/** @typedef {Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array} Section */

/**
 * @param {string} file @param {Record<string, unknown>} meta @param {Record<string, Section>} sections
 * @returns {number} bytes written
 */
export function writePacked(file, meta, sections) {
  const named = Object.entries(sections);
  /** @type {Record<string, { type: string, at: number, length: number }>} */
  const places = {};
  let at = 0;
  for (const [name, section] of named) {
    places[name] = { type: section.constructor.name, at, length: section.length };
    at += Math.ceil(section.byteLength / 8) * 8;
  }
  const text = JSON.stringify({ ...meta, sections: places });
  const json = Buffer.from(text);
  const headBytes = Math.ceil((MAGIC.length + 4 + json.length) / 8) * 8;
  const bytes = Buffer.alloc(headBytes + at);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(headBytes, MAGIC.length);
  bytes.fill(' ', MAGIC.length + 4, headBytes);
  json.copy(bytes, MAGIC.length + 4);
  for (const [name, { buffer, byteOffset, byteLength }] of named) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), headBytes + (places[name]?.at ?? 0));
  }
  writeFileSync(`${file}.new`, bytes);
  renameSync(`${file}.new`, file);
  return bytes.length;
}
