/**
 * PGlite's file system on a folder, with the one thing it lacks: fsync. Its build calls the file system's `fsync` hook,
 * which NODEFS does not have, and PGlite switches `fsync` off. With the hook and `fsync=on` a commit is as durable as
 * with a real server: it waits for the disk.
 */
import fs from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';

/** What emscripten hands to the hook: open files have a descriptor, folders have none. */
const Stream = z.object({ nfd: z.number().int().optional(), node: z.unknown() });

interface NodeFsBackend {
  stream_ops: Record<string, unknown>;
  realPath(node: unknown): string;
}

export class DurableNodeFs extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), (module: unknown) => addHook(backendOf(module))];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/** emscripten's number for EIO. */
const ioError = 29;

/**
 * A failed flush is answered with an error number: PostgreSQL then stops with a PANIC, as it must. (An exception would
 * unwind it in the middle of a commit, and PGlite would carry on as if nothing had happened.)
 */
function addHook(backend: NodeFsBackend): void {
  backend.stream_ops.fsync = (given: unknown) => {
    const { nfd, node } = Stream.parse(given);
    try {
      if (nfd !== undefined) fs.fdatasyncSync(nfd);
      else if (process.platform !== 'win32') flushFolder(backend.realPath(node));
      return 0;
    } catch {
      return ioError;
    }
  };
}

function flushFolder(dir: string): void {
  const descriptor = fs.openSync(dir, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** @throws Error when another version of PGlite keeps it elsewhere: better no start than no durability */
function backendOf(module: unknown): NodeFsBackend {
  const found = BackendHolder.safeParse(module);
  if (!found.success)
    throw new Error('this version of PGlite has no NODEFS to add fsync to', { cause: found.error });
  return found.data.FS.filesystems.NODEFS;
}

const BackendHolder = z.object({
  FS: z.object({
    filesystems: z.object({
      NODEFS: z.custom<NodeFsBackend>(
        (value) =>
          typeof value === 'object' && value !== null && 'stream_ops' in value && 'realPath' in value,
      ),
    }),
  }),
});
