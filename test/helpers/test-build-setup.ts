/** Builds the processes with test engines once, before the integration tests. */
import { buildWithTestEngines } from './test-build';

export async function setup(): Promise<void> {
  await buildWithTestEngines();
}
