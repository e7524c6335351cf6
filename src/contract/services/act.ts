/** Who acts and under which idempotency key; every mutation is carried out at most once per key. */
export interface Act {
  actor: string;
  key: string;
}
