/** One line of a bench's table. */
export interface BenchRow {
  measure: string;
  value: number;
  unit: string;
  target?: number;
  peer?: string;
  peerValue?: number;
  /** Ours over the peer's. */
  ratio?: number;
  runs: number;
  note?: string;
}
