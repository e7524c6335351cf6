/** The process that worked on a job; its full address (host/process/pid) on hover. */

export function WorkerName({ name }: { name: string | null }) {
  if (name === null) return <span>–</span>;
  const parts = name.split('/');
  return <span title={name}>{parts.length === 3 ? parts[1] : name}</span>;
}
