/** The first bytes of a stored file, by which it is routed. */
import { headBytes } from '../../../stack/blobs/blob-store';
import type { GatewayParts } from '../parts';

export async function headOf(blobs: GatewayParts['blobs'], sha256: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of blobs.stream(sha256, { start: 0, end: headBytes - 1 })) pieces.push(piece);
  return Buffer.concat(pieces);
}
