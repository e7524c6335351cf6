/** What can be asked about the audit log; nothing can be done to it. */
import type { AuditDetail, AuditHead, AuditNames, AuditPage, AuditPageQuery, AuditVerdict } from '../audit';

export interface AuditService {
  page(query: AuditPageQuery): Promise<AuditPage>;
  /** @throws FlightlineError `NOT_FOUND` */
  get(seq: number): Promise<AuditDetail>;
  names(): Promise<AuditNames>;
  /** Reads the whole chain; with `noted`, an entry somebody wrote down earlier must be the same still. */
  verify(noted?: AuditHead): Promise<AuditVerdict>;
}
