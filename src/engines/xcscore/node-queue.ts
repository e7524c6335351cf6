/** A priority queue of tuples of tree nodes, the highest bound first. Plain arrays: it holds hundreds of thousands. */
export class NodeQueue {
  size = 0;
  private bounds = new Float64Array(1024);
  private nodes: Int32Array;

  /** `width`: nodes in a tuple. */
  constructor(private readonly width: number) {
    this.nodes = new Int32Array(width * 1024);
  }

  push(bound: number, tuple: readonly number[]): void {
    if (this.size === this.bounds.length) this.grow();
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.bounds[parent] as number) >= bound) break;
      this.move(parent, at);
      at = parent;
    }
    this.place(at, bound, tuple);
  }

  /** Bound of the first; -Infinity when there is none. */
  get topBound(): number {
    return this.size > 0 ? (this.bounds[0] as number) : -Infinity;
  }

  /** @throws RangeError when it is empty */
  pop(): number[] {
    if (this.size === 0) throw new RangeError('The queue is empty.');
    const top = this.tuple(0);
    const last = --this.size;
    const bound = this.bounds[last] as number;
    const moved = this.tuple(last);
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

  private tuple(at: number): number[] {
    const tuple: number[] = [];
    for (let k = 0; k < this.width; k++) tuple.push(this.nodes[this.width * at + k] as number);
    return tuple;
  }

  private move(from: number, to: number): void {
    this.bounds[to] = this.bounds[from] as number;
    const { nodes, width } = this;
    for (let k = 0; k < width; k++) nodes[width * to + k] = nodes[width * from + k] as number;
  }

  private place(at: number, bound: number, tuple: readonly number[]): void {
    this.bounds[at] = bound;
    for (let k = 0; k < this.width; k++) this.nodes[this.width * at + k] = tuple[k] as number;
  }

  private grow(): void {
    const [bounds, nodes] = [this.bounds, this.nodes];
    this.bounds = new Float64Array(2 * bounds.length);
    this.nodes = new Int32Array(2 * nodes.length);
    this.bounds.set(bounds);
    this.nodes.set(nodes);
  }
}
