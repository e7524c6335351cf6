/** What a schema found wrong, as one sentence for a person. */
import type { z } from 'zod';

/** `processes: Too small: expected number to be >=1; name: Required` */
export function issuesText({ issues }: Pick<z.core.$ZodError, 'issues'>): string {
  return issues
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message))
    .join('; ');
}
