/** The history of metrics: frames of each length, deflated, since there are many and they resemble each other. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Frame, compact } from '../telemetry/history/frame';
import type { Database } from './open';

/** Replaces a frame of the same step and begin. */
export async function putFrame({ pool }: Database, stepMs: number, frame: Frame): Promise<void> {
  const body = deflateRawSync(JSON.stringify(compact(frame)));
  await pool.query(
    `insert into flightline.metric_frames (step_s, at, body) values ($1, $2, $3)
     on conflict (step_s, at) do update set body = excluded.body`,
    [stepMs / 1000, frame.at, body],
  );
}

/** Those that begin in `[from, to)`, oldest first. */
export async function framesBetween(
  { pool }: Database,
  stepMs: number,
  from: number,
  to: number,
): Promise<Frame[]> {
  const found = await pool.query<{ body: Buffer }>(
    'select body from flightline.metric_frames where step_s = $1 and at >= $2 and at < $3 order by at',
    [stepMs / 1000, from, to],
  );
  return found.rows.map(({ body }) => Frame.parse(JSON.parse(inflateRawSync(body).toString('utf8'))));
}

/** Begin of the newest frame of a step; null while there is none. */
export async function newestFrameAt({ pool }: Database, stepMs: number): Promise<number | null> {
  const found = await pool.query<{ at: number | null }>(
    'select max(at) as at from flightline.metric_frames where step_s = $1',
    [stepMs / 1000],
  );
  return found.rows[0]?.at ?? null;
}

export async function dropFramesBefore({ pool }: Database, before: number): Promise<void> {
  await pool.query('delete from flightline.metric_frames where at < $1', [before]);
}
