/** Work that is cheaper together: what comes while enough groups are under way goes with the next one. */

export interface GatheringOptions<Item, Answer> {
  /** Groups under way at the same time. */
  atOnce: number;
  /** A group has one item, or more up to this. */
  mostWeight: number;
  weightOf: (item: Item) => number;
  /** One answer for each, in their order. When it throws, it throws for all of them. */
  work: (items: readonly Item[]) => Promise<readonly Answer[]>;
}

interface Waiting<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

export class Gathering<Item, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private running = 0;

  constructor(private readonly options: GatheringOptions<Item, Answer>) {}

  /** @throws what the work of its group throws */
  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.startMore();
    });
  }

  private startMore(): void {
    while (this.running < this.options.atOnce && this.waiting.length > 0) {
      this.running += 1;
      void this.run(this.take()).finally(() => {
        this.running -= 1;
        this.startMore();
      });
    }
  }

  private take(): Waiting<Item, Answer>[] {
    let weight = 0;
    const end = this.waiting.findIndex(
      ({ item }) => (weight += this.options.weightOf(item)) > this.options.mostWeight,
    );
    return this.waiting.splice(0, end === -1 ? this.waiting.length : Math.max(end, 1));
  }

  private async run(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.options.work(group.map(({ item }) => item));
      group.forEach(({ resolve }, k) => resolve(answers[k] as Answer));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
