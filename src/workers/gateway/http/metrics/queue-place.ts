/** Which engine and lane a queue is of. */

/** Names of engines have no dash. */
export function placeOf(queue: string): { engine: string; lane: string } {
  const dash = queue.lastIndexOf('-');
  return { engine: queue.slice(0, dash), lane: queue.slice(dash + 1) };
}
