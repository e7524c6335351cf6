/** Where results go: stdout, or a file that is there whole or not at all. */
import { createWriteStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { ReaderGoneError, UsageError } from '../exit-codes';
import { unwritable } from './unwritable';

export interface Sink {
  /** Resolves when more may be written. @throws ReaderGoneError */
  write(text: string): Promise<void>;
  /** Everything is written: makes it visible. */
  commit(): Promise<void>;
  /** Leaves no trace of what was written to a file. */
  discard(): Promise<void>;
}

/** @throws ReaderGoneError when the reader of a pipe has gone */
export function writeText(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error) resolve();
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE')
        reject(new ReaderGoneError('The reader has gone.'));
      else reject(error);
    });
  });
}

/** `beforeWrite` may clear what else stands on the same terminal. */
export function streamSink(stream: NodeJS.WritableStream, beforeWrite: () => void = () => undefined): Sink {
  return {
    write(text) {
      if (text === '') return Promise.resolve();
      beforeWrite();
      return writeText(stream, text);
    },
    commit: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

/** @throws UsageError when the file cannot be made */
export async function fileSink(named: string): Promise<Sink> {
  const target = await realpath(named).catch(() => named); // a link stays a link
  const present = await stat(target).catch(() => null);
  if (present?.isDirectory()) throw new UsageError(`${named} is a folder; name a file.`);
  if (present && !present.isFile()) return streamSink(createWriteStream(target)); // a device or a pipe: never replaced
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.part`);
  const file = await open(temporary, 'w').catch((error: NodeJS.ErrnoException) => {
    throw unwritable(target, error);
  });
  const stream = createWriteStream(temporary, { fd: file.fd, autoClose: false });
  const broken = finished(stream);
  broken.catch(() => undefined); // told by the write that meets it
  const close = async () => {
    stream.destroy();
    await file.close();
  };
  return {
    write: (text) => writeText(stream, text),
    async commit() {
      stream.end();
      await broken;
      await file.sync();
      await file.close();
      await rename(temporary, target);
    },
    async discard() {
      await close().catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}
