/** Runs a command on the instance of a data directory; without one, on a private one that ends with the command. */
import { type Session, type SessionOptions, openSession } from '../connect/session';
import { say } from './print';

export async function withSession<T>(
  dataDir: string,
  work: (session: Session) => Promise<T>,
  start: SessionOptions['start'] = 'if-used',
): Promise<T> {
  const session = await openSession({ dataDir, start, say });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** All rows of a paged list, up to a limit. */
export async function pages<Row>(
  limit: number,
  read: (window: { offset: number; limit: number }) => Promise<{ rows: Row[]; total: number }>,
): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  for (;;) {
    const size = Math.min(500, limit - rows.length);
    const page = await read({ offset: rows.length, limit: Math.max(1, size) });
    rows.push(...page.rows.slice(0, size));
    if (rows.length >= limit || page.rows.length < size) return { rows, total: page.total };
  }
}
