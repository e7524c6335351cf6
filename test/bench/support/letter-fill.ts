/** Dead letters in quantity, written past the engines: each would complete if it were retried. */
import { upload } from '../../helpers/uploads';
import type { TestInstance } from '../../helpers/instance';
import { databaseOf, query } from './bench-instance';

/** Letters of the one large group. */
export const largeGroup = 10_000;
export const largeFingerprint = 'bench-large';
const groups = 200;
const atOnce = 2000;

/** `count` failed jobs with their letters: one group of 10,000, the others in 200 groups, over all three lanes. */
export async function fillLetters(instance: TestInstance, count: number): Promise<void> {
  const [item] = await upload(instance, [{ fileName: 'bench.noop', content: 'noop bench letters' }]);
  const [file] = await query<{ sha256: string; size: number }>(
    instance,
    'select sha256, size_bytes as size from flightline.jobs where id = $1',
    [item?.jobs[0]?.id],
  );
  const database = await databaseOf(instance, 1);
  try {
    for (let from = 0; from < count; from += atOnce)
      await database.pool.query(insertion, [
        from,
        Math.min(count, from + atOnce) - 1,
        file?.sha256,
        file?.size,
        Date.now(),
        largeGroup,
        largeFingerprint,
        groups,
      ]);
  } finally {
    await database.close();
  }
}

const insertion = `
with given as (
  select n, lpad(translate(n::text, '0189', 'abcd'), 26, 'x') as id, case when n < $6 then $7 else 'bench-' || n % $8 end as fingerprint,
    (array['interactive', 'normal', 'batch'])[n % 3 + 1] as lane,
    'No fix within ' || n || ' s of line ' || n * 7 || ', site ' || md5(n::text) as message,
    '2024-06-' || n % 28 + 1 || '-XXX-' || n || '.noop' as file_name, $5::bigint - n * 700 as at,
    case when n % 3 = 0 then 'ENGINE_FAILED' else 'INVALID_FLIGHT' end as code
  from generate_series($1::int, $2::int) as n
), jobs as (
  insert into flightline.jobs (id, engine, engine_version, lane, state, file_name, sha256, size_bytes, options,
    attempts, accepted_at, finished_at, error_code, error_message, updated_at)
  select id, 'noop', 1, lane, 'failed', file_name, $3, $4::bigint, jsonb_build_object('n', n), 1, at, at, code, message, at
  from given
)
insert into flightline.dead_letters (job_id, generation, engine, engine_version, file_name, sha256, size_bytes,
  error_code, error_message, stack, fingerprint, failed_at, attempts, lane, options)
select id, 0, 'noop', 1, file_name, $3, $4::bigint, code, message, 'Error: no fix' || E'\\n    at look (engine.ts:10:3)',
  fingerprint, at, 1, lane, jsonb_build_object('n', n)
from given`;
