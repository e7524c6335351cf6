/** Files sent to a test instance, and what becomes of them. */
import type { IngestItem } from '#contract/ingest';
import { IngestAnswer } from '#contract/ingest';
import { terminalStates } from '#contract/jobs';
import { type Api, type TestInstance, until } from './instance';

type Detail = Awaited<ReturnType<Api['jobs']['get']['query']>>;

export interface Upload {
  fileName: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/** `POST /api/v1/ingest` with all files in one body. */
export async function upload(
  instance: TestInstance,
  files: readonly Upload[],
  query = '',
): Promise<IngestItem[]> {
  const form = new FormData();
  for (const { fileName, content } of files) form.append('files', new Blob([content]), fileName);
  const response = await fetch(`${instance.url}/api/v1/ingest${query}`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${instance.key}` },
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  return IngestAnswer.parse(await response.json()).items;
}

export function jobIdOf(item: IngestItem | undefined): string {
  const id = item?.jobs[0]?.id;
  if (!id) throw new Error(`The file was not accepted: ${item?.message ?? 'no answer'}`);
  return id;
}

/** Waits until the job has ended. */
export function ended(instance: TestInstance, id: string, limitMs = 30_000): Promise<Detail> {
  return until(
    `the end of job ${id}`,
    async () => {
      const detail = await instance.api.jobs.get.query({ id });
      return terminalStates.includes(detail.job.state) && detail;
    },
    limitMs,
  );
}
