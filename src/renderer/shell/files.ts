/** Addresses of files and derived views; the same relative HTTP in both shells. */

export function viewUrl(jobId: string, view: string): string {
  return `/api/v1/jobs/${encodeURIComponent(jobId)}/views/${encodeURIComponent(view)}`;
}

export function inputUrl(jobId: string): string {
  return `/api/v1/jobs/${encodeURIComponent(jobId)}/input`;
}
