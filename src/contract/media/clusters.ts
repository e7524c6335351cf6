/** Clusters that are kept, what can be done to them, and folder plans made of them. */
import { z } from 'zod';
import { AssetTile } from './assets';

export const Cluster = z.object({
  id: z.string(),
  model: z.string(),
  name: z.string().nullable(),
  size: z.number().int(),
  /** Mean cosine of the members to the centre, 0..1. */
  cohesion: z.number(),
  /** No pass merges, splits or drops it. */
  pinned: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The cover first, then the newest. */
  covers: z.array(AssetTile).max(4),
});
export type Cluster = z.infer<typeof Cluster>;

export const ClusterQuery = z.object({
  search: z.string().max(200).optional(),
  /** Clusters of one are assets that resemble nothing else. */
  minSize: z.number().int().min(1).default(2),
  sort: z.enum(['size', 'newest', 'name']).default('size'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(60),
});
export type ClusterQuery = z.infer<typeof ClusterQuery>;

export const ClusterPage = z.object({
  rows: z.array(Cluster),
  total: z.number().int(),
  /** Assets in no cluster of that size. */
  alone: z.number().int(),
  model: z.string().nullable(),
  threshold: z.number(),
});
export type ClusterPage = z.infer<typeof ClusterPage>;

/** What an act on clusters did: the cluster it left, and how many assets came into it. */
export const ClusterActAnswer = z.object({ clusterId: z.string(), moved: z.number().int() });
export type ClusterActAnswer = z.infer<typeof ClusterActAnswer>;

/** A merge, split or move that can still be taken back. */
export const UndoableAct = z.object({
  actKey: z.string(),
  madeAt: z.number(),
  /** Assets that lie where it put them. */
  moved: z.number().int(),
  /** The name of a cluster that they came into. */
  into: z.string().nullable(),
});
export type UndoableAct = z.infer<typeof UndoableAct>;

/** A pass over all clusters: tidying merges and splits, rebuilding starts anew around what is pinned or named. */
export const ClusterPass = z.object({
  kind: z.enum(['tidy', 'rebuild']),
  state: z.enum(['running', 'done', 'failed']),
  done: z.number().int(),
  total: z.number().int(),
  merged: z.number().int(),
  split: z.number().int(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  message: z.string().nullable(),
});
export type ClusterPass = z.infer<typeof ClusterPass>;

export const LayoutRequest = z.object({
  /** Absolute folder of the gateway's machine. */
  folder: z.string().min(1).max(4000),
  how: z.enum(['copy', 'link']),
  minSize: z.number().int().min(1).default(2),
});
export type LayoutRequest = z.infer<typeof LayoutRequest>;

export const LayoutPlan = z.object({
  id: z.string(),
  folder: z.string(),
  how: z.enum(['copy', 'link']),
  minSize: z.number().int(),
  files: z.number().int(),
  bytes: z.number(),
  /** The first of them. */
  folders: z.array(z.object({ name: z.string(), files: z.number().int() })),
  folderCount: z.number().int().default(0),
  /** Files that the folder held with the same content when the plan was made: they are passed over, and stay at an undo. */
  there: z.number().int().default(0),
  /** Files that get a number, since another file or folder has their name. */
  renamed: z.number().int().default(0),
  state: z.enum(['planned', 'running', 'done', 'failed', 'undoing', 'undone', 'undo-failed']),
  written: z.number().int(),
  skipped: z.number().int(),
  /** Of an undo: files taken away, and those left, since they were changed after they were written. */
  removed: z.number().int().default(0),
  left: z.number().int().default(0),
  message: z.string().nullable(),
  madeAt: z.number(),
});
export type LayoutPlan = z.infer<typeof LayoutPlan>;
