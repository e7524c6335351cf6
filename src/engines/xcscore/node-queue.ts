/** A priority queue of up to three tree nodes each, the highest bound first. Plain arrays: it holds hundreds of thousands. */
export class NodeQueue {
  size = 0;
  private bounds = new Float64Array(1024);
  private nodes = new Int32Array(3 * 1024);

  push(bound: number, a: number, b: number, c: number): void {
    if (this.size === this.bounds.length) this.grow();
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.bounds[parent] as number) >= bound) break;
      this.move(parent, at);
      at = parent;
    }
    this.place(at, bound, [a, b, c]);
  }

  /** Bound of the first; -Infinity when there is none. */
  get topBound(): number {
    return this.size > 0 ? (this.bounds[0] as number) : -Infinity;
  }

  /** @throws RangeError when it is empty */
  pop(): [number, number, number] {
    if (this.size === 0) throw new RangeError('The queue is empty.');
    const top: [number, number, number] = [
      this.nodes[0] as number,
      this.nodes[1] as number,
      this.nodes[2] as number,
    ];
    const last = --this.size;
    const bound = this.bounds[last] as number;
    const moved: [number, number, number] = [
      this.nodes[3 * last] as number,
      this.nodes[3 * last + 1] as number,
      this.nodes[3 * last + 2] as number,
    ];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && (this.bounds[child + 1] as number) > (this.bounds[child] as number)) child++;
      if ((this.bounds[child] as number) <= bound) break;
      this.move(child, at);
      at = child;
    }
    this.place(at, bound, moved);
    return top;
  }

  private move(from: number, to: number): void {
    this.bounds[to] = this.bounds[from] as number;
    this.nodes[3 * to] = this.nodes[3 * from] as number;
    this.nodes[3 * to + 1] = this.nodes[3 * from + 1] as number;
    this.nodes[3 * to + 2] = this.nodes[3 * from + 2] as number;
  }

  private place(at: number, bound: number, [a, b, c]: readonly [number, number, number]): void {
    this.bounds[at] = bound;
    this.nodes[3 * at] = a;
    this.nodes[3 * at + 1] = b;
    this.nodes[3 * at + 2] = c;
  }

  private grow(): void {
    const [bounds, nodes] = [this.bounds, this.nodes];
    this.bounds = new Float64Array(2 * bounds.length);
    this.nodes = new Int32Array(2 * nodes.length);
    this.bounds.set(bounds);
    this.nodes.set(nodes);
  }
}
