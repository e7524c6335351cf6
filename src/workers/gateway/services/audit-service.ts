/** The audit log as the console and the command line read it. */
import type { Services } from '#contract/services';
import * as auditLog from '../../../stack/database/audit-log';
import type { GatewayParts } from '../parts';

export function createAuditService({ database }: GatewayParts): Services['audit'] {
  return {
    page: (query) => auditLog.page(database, query),
    get: (seq) => auditLog.get(database, seq),
    names: () => auditLog.names(database),
    verify: (noted) => auditLog.verify(database, noted),
  };
}
