/** Places as they come packed, as lists side by side. */
import type { AssetPlaces } from '#contract/media/assets';

export interface Places {
  ids: string[];
  /** Degrees. */
  longitudes: number[];
  latitudes: number[];
}

export function unpackPlaces({ ids, at }: AssetPlaces): Places {
  const [idBytes, view] = [bytesOf(ids), new DataView(bytesOf(at).buffer)];
  const count = idBytes.length / 16;
  const degrees = (offset: number) =>
    Array.from({ length: count }, (_, k) => view.getFloat32(k * 8 + offset));
  return {
    ids: Array.from({ length: count }, (_, k) => idOf(idBytes.subarray(k * 16, k * 16 + 16))),
    longitudes: degrees(0),
    latitudes: degrees(4),
  };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function idOf(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
