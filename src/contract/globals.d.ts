/** The few globals that Node and browsers share and the contract may name. */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
interface File {
  readonly name: string;
}
