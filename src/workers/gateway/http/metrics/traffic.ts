/** Counts and times the HTTP requests of the gateway's servers. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tally } from '../../../../stack/telemetry/history/tally';
import { Histogram } from '../../../../stack/telemetry/histogram';

interface Answered {
  service: string;
  method: string;
  endpoint: string;
  status: string;
}

export class Traffic {
  constructor(private readonly tally: Tally) {}

  readonly answered = new Map<string, Answered & { count: number }>();
  readonly durations = new Map<string, { service: string; endpoint: string; durationsMs: Histogram }>();

  /** To be called before the server has routes. `service`: `console`, or the engine whose port it is. */
  watch(server: FastifyInstance, service: string): void {
    server.addHook('onResponse', async (request, reply) => {
      const { method } = request;
      const endpoint = endpointOf(request);
      this.note({ service, method, endpoint, status: String(reply.statusCode) }, reply.elapsedTime);
    });
  }

  note(answer: Answered, elapsedMs: number): void {
    const { service, method, endpoint, status } = answer;
    this.tally.count('http.requests');
    if (status.startsWith('5')) this.tally.count('http.errors');
    this.tally.observe('http.time', elapsedMs);
    const key = `${service} ${method} ${endpoint} ${status}`;
    const counted = this.answered.get(key);
    if (counted) counted.count += 1;
    else this.answered.set(key, { ...answer, count: 1 });
    const timed = this.durations.get(`${service} ${endpoint}`);
    if (timed) timed.durationsMs.record(elapsedMs);
    else {
      const durationsMs = new Histogram();
      durationsMs.record(elapsedMs);
      this.durations.set(`${service} ${endpoint}`, { service, endpoint, durationsMs });
    }
  }
}

/** The pattern of the route, never the address itself: whoever asks for many addresses must not make many series. */
function endpointOf(request: FastifyRequest): string {
  const { url } = request.routeOptions;
  if (url === undefined) return 'other';
  return /\.\w+$/.test(url) ? 'files' : url;
}
