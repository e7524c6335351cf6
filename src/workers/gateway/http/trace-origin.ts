/** Where an upload came from, for its trace. */
import type { FastifyRequest } from 'fastify';
import { parseTraceParent } from '../../../stack/telemetry/trace-context';
import type { IntakeOrigin } from '../intake/intake-tracer';

/** A `traceparent` that is not valid is ignored, as the W3C asks. */
export function originOf(request: FastifyRequest, via: IntakeOrigin['via']): IntakeOrigin {
  const header = request.headers.traceparent;
  const trace =
    typeof header === 'string' && parseTraceParent(header) ? header.trim().slice(0, 55) : undefined;
  return { via, trace, route: `${request.method} ${request.routeOptions.url ?? ''}` };
}
