/**
 * All clients share the store's one session, so their prepared statements share one name space. Each client gets its
 * own by a prefix in the messages that name a statement.
 */
import type { FrontendMessage } from './frontend-splitter';

/** Calls `onName` with the prefixed name of each statement that a message makes. */
export function withOwnNames(
  message: FrontendMessage,
  prefix: string,
  onName: (name: string) => void,
): Buffer {
  const { type, bytes } = message;
  if (type === 'P') return inserted(bytes, 5, prefix, onName);
  if (type === 'B') return inserted(bytes, bytes.indexOf(0, 5) + 1, prefix);
  if ((type === 'D' || type === 'C') && bytes[5] === statementKind) return inserted(bytes, 6, prefix);
  return bytes;
}

const statementKind = 'S'.charCodeAt(0);

/** The unnamed statement stays unnamed: nobody comes between its messages. */
function inserted(bytes: Buffer, at: number, prefix: string, onName?: (name: string) => void): Buffer {
  const end = bytes.indexOf(0, at);
  if (end <= at) return bytes;
  onName?.(prefix + bytes.toString('utf8', at, end));
  const renamed = Buffer.concat([bytes.subarray(0, at), Buffer.from(prefix), bytes.subarray(at)]);
  renamed.writeInt32BE(renamed.length - 1, 1);
  return renamed;
}
