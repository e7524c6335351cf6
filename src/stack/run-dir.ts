/** Where an instance keeps its sockets: its own `run` folder, or a short stand-in where the path would be too long. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A Unix socket's path holds at most 107 bytes on Linux and 103 on macOS; the longest name we put in is 20. */
const longestDir = 103 - 20;

/** Makes the folder, for the user alone. */
export function socketDir(dataDir: string): string {
  const own = path.join(dataDir, 'run');
  const short = path.join(
    tmpdir(),
    `flightline-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`,
  );
  const dir = Buffer.byteLength(own) <= longestDir ? own : short;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}
