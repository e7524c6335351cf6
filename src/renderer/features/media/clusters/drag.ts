/** What is dragged over the cluster board: assets, or a whole cluster. */
import { z } from 'zod';

const type = 'application/x-flightline-media';
const Dragged = z.union([
  z.object({ assets: z.array(z.string()).min(1), from: z.string() }),
  z.object({ cluster: z.string() }),
]);
export type Dragged = z.infer<typeof Dragged>;

export function startDrag(transfer: DataTransfer, dragged: Dragged): void {
  transfer.setData(type, JSON.stringify(dragged));
  transfer.effectAllowed = 'move';
}

/** During a drag its content is secret, its type is not. */
export function carriesMedia(transfer: DataTransfer): boolean {
  return transfer.types.includes(type);
}

/** Null for a drag of somebody else's. */
export function dropped(transfer: DataTransfer): Dragged | null {
  const text = transfer.getData(type);
  return text === '' ? null : (Dragged.safeParse(JSON.parse(text)).data ?? null);
}
