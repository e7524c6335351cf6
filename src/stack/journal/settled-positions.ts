/** Turns positions that are dealt with in any order into the one up to which all are: what a checkpoint needs. */
export class SettledPositions {
  private readonly open = new Set<number>();
  private highest = 0;

  /** An appended record that is not dealt with yet; call it in the order of positions or any other. */
  add(position: number): void {
    this.open.add(position);
    this.highest = Math.max(this.highest, position);
  }

  settle(position: number): void {
    this.open.delete(position);
    this.highest = Math.max(this.highest, position);
  }

  get openCount(): number {
    return this.open.size;
  }

  /** The position for `checkpoint`: everything up to it is settled. */
  get settledUpTo(): number {
    let least = this.highest + 1;
    // Positions are added in about rising order, and a Set keeps that order: the first is nearly always the least.
    for (const position of this.open) least = Math.min(least, position);
    return least - 1;
  }
}
