/**
 * One backup of the running instance. The queue's log is copied first, then the database, then the journal, which meanwhile forgets
 * nothing: what was accepted is in the database or in the journal. Files come last, so that all that these name are there.
 */
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BackupManifest, BackupProgress } from '#contract/backups';
import { backupFormat } from '#contract/backups';
import { type BackupSource, backUpFiles, writeManifest } from '../../../stack/backup/create';
import { makeFolder } from '../../../stack/backup/make-folder';
import { embeddedPostgresMajor } from '../../../stack/backup/restore';
import { leftOut } from '../../../stack/backup/restore-report';
import * as auditLog from '../../../stack/database/audit-log';
import { readMigrations } from '../../../stack/database/migrate';
import type { GatewayParts } from '../parts';
import type { Settlement } from '../intake/settlement';
import { copyQueueLog } from './copy-queue';
import type { StoreCopier } from './store-copier';
import { version } from '../../../../package.json';

const draftName = 'backup.tmp';
/** Copied on their own, or of no use elsewhere. */
const special = new Set([
  ...leftOut,
  draftName,
  ...[
    'postgres',
    'postgres.lock',
    'postgres.broken',
    'postgres.new',
    'snapshots',
    'redis',
    'journal',
    'blobs',
  ],
]);

export interface MakeParts {
  parts: GatewayParts;
  settlement: Settlement;
  copier: StoreCopier;
}

export async function makeBackup(
  { parts, settlement, copier }: MakeParts,
  progress: BackupProgress,
  signal: AbortSignal,
): Promise<BackupManifest> {
  const { init, queues } = parts;
  const { dataDir } = init;
  const { name, folder, startedAt } = progress;
  await makeFolder(folder);
  const draft = path.join(dataDir, draftName);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const sources: BackupSource[] = [];
  try {
    settlement.hold();
    const counts = await countRows(parts);
    try {
      if (init.redis.url === null) {
        await copyQueueLog(queues.redis, dataDir, path.join(draft, 'redis'));
        sources.push({ from: path.join(draft, 'redis'), to: 'redis' });
      }
      await copier.copyTo(path.join(draft, 'postgres'), signal);
      sources.push({ from: path.join(draft, 'postgres'), to: 'postgres' });
      await cp(path.join(dataDir, 'journal'), path.join(draft, 'journal'), { recursive: true });
      sources.push({ from: path.join(draft, 'journal'), to: 'journal' });
    } finally {
      settlement.release();
    }
    sources.push({ from: path.join(dataDir, 'blobs', 'sha256'), to: 'blobs/sha256', namedByHash: true });
    for (const entry of await readdir(dataDir))
      if (!special.has(entry) && !/^(before-restore-|restore\.)/.test(entry))
        sources.push({ from: path.join(dataDir, entry), to: entry });
    progress.phase = 'files';
    const { files, newBytes } = await backUpFiles(folder, sources, {
      onTotal(total, bytes) {
        progress.totalFiles = total;
        progress.totalBytes = bytes;
      },
      onFile(bytes) {
        progress.doneFiles += 1;
        progress.doneBytes += bytes;
      },
      signal,
    });
    progress.phase = 'finishing';
    const migrations = await readMigrations(path.join(init.resourcesDir, 'migrations'));
    const manifest: BackupManifest = {
      format: backupFormat,
      name,
      createdAt: startedAt,
      version,
      instanceId: init.instanceId,
      postgresMajor: embeddedPostgresMajor,
      migrations: migrations.map((one) => ({ name: one.name, checksum: one.checksum })),
      ...counts,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      newBytes,
      tookMs: Date.now() - startedAt,
      files,
    };
    await writeManifest(folder, manifest);
    return manifest;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function countRows({ database }: GatewayParts) {
  const jobs = await database.pool.query<{ state: string; count: number }>(
    'select state, count(*) as count from flightline.jobs group by state order by state',
  );
  const others = await database.pool.query<{ batches: number; deadLetters: number }>(
    `select (select count(*) from flightline.batches) as batches,
       (select count(*) from flightline.dead_letters) as "deadLetters"`,
  );
  return {
    jobs: Object.fromEntries(jobs.rows.map(({ state, count }) => [state, count])),
    batches: others.rows[0]?.batches ?? 0,
    deadLetters: others.rows[0]?.deadLetters ?? 0,
    auditHead: await auditLog.head(database),
  };
}
