/** The media library: gallery, search, clusters, duplicates, watched folders, models. */
import { z } from 'zod';
import { AssetFilter, AssetId, MediaId, SectionQuery } from '../media/assets';
import { ClusterPass, ClusterQuery, LayoutRequest } from '../media/clusters';
import { PairDecision, PairQuery, PairsDecision } from '../media/duplicates';
import { NewWatchedFolder, WatchedFilesQuery } from '../media/folders';
import { SetAsideQuery } from '../media/models';
import { SearchRequest } from '../media/search';
import { actOf, keyed, query, t } from './procedures';

const one = z.object({ id: MediaId });
const pairId = z.string().regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/);
const assetIds = z.array(AssetId).min(1).max(10_000);

export const media = t.router({
  facts: query.query(({ ctx }) => ctx.services.media.facts()),
  gallery: query.input(AssetFilter).query(({ ctx, input }) => ctx.services.media.gallery(input)),
  section: query.input(SectionQuery).query(({ ctx, input }) => ctx.services.media.section(input)),
  places: query.input(AssetFilter).query(({ ctx, input }) => ctx.services.media.places(input)),
  asset: query.input(one).query(({ ctx, input }) => ctx.services.media.asset(input.id)),
  neighbours: query
    .input(one.extend({ limit: z.number().int().min(1).max(100).default(24) }))
    .query(({ ctx, input }) => ctx.services.media.neighbours(input.id, input.limit)),
  search: query.input(SearchRequest).query(({ ctx, input }) => ctx.services.media.search(input)),

  clusters: query.input(ClusterQuery).query(({ ctx, input }) => ctx.services.media.clusters(input)),
  cluster: query.input(one).query(({ ctx, input }) => ctx.services.media.cluster(input.id)),
  nameCluster: query
    .input(one.extend({ name: z.string().trim().max(120).nullable(), ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.media.nameCluster(input.id, input.name === '' ? null : input.name, actOf(ctx, input)),
    ),
  pinCluster: query
    .input(one.extend({ pinned: z.boolean(), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.pinCluster(input.id, input.pinned, actOf(ctx, input))),
  coverCluster: query
    .input(one.extend({ assetId: AssetId, ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.media.coverCluster(input.id, input.assetId, actOf(ctx, input)),
    ),
  mergeClusters: query
    .input(z.object({ intoId: MediaId, ids: z.array(MediaId).min(1).max(1000), ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.media.mergeClusters(input.intoId, input.ids, actOf(ctx, input)),
    ),
  moveAssets: query
    .input(z.object({ assetIds, clusterId: MediaId.nullable(), ...keyed }))
    .mutation(({ ctx, input }) =>
      ctx.services.media.moveAssets(input.assetIds, input.clusterId, actOf(ctx, input)),
    ),
  splitCluster: query
    .input(one.extend(keyed))
    .mutation(({ ctx, input }) => ctx.services.media.splitCluster(input.id, actOf(ctx, input))),
  undoClusters: query
    .input(z.object({ actKey: z.uuid(), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.undoClusters(input.actKey, actOf(ctx, input))),
  undoableActs: query.query(({ ctx }) => ctx.services.media.undoableActs()),
  pass: query.query(({ ctx }) => ctx.services.media.pass()),
  startPass: query
    .input(z.object({ kind: ClusterPass.shape.kind, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.startPass(input.kind, actOf(ctx, input))),

  planLayout: query
    .input(LayoutRequest.extend(keyed))
    .mutation(({ ctx, input: { key, ...request } }) =>
      ctx.services.media.planLayout(request, actOf(ctx, { key })),
    ),
  layout: query.input(one).query(({ ctx, input }) => ctx.services.media.layout(input.id)),
  acceptLayout: query
    .input(one.extend(keyed))
    .mutation(({ ctx, input }) => ctx.services.media.acceptLayout(input.id, actOf(ctx, input))),
  lastLayout: query.query(({ ctx }) => ctx.services.media.lastLayout()),
  undoLayout: query
    .input(one.extend(keyed))
    .mutation(({ ctx, input }) => ctx.services.media.undoLayout(input.id, actOf(ctx, input))),

  pairs: query.input(PairQuery).query(({ ctx, input }) => ctx.services.media.pairs(input)),
  decidePair: query
    .input(z.object({ id: pairId, decision: PairDecision, ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.decidePair(input.id, input.decision, actOf(ctx, input))),
  decidePairs: query
    .input(PairsDecision.extend(keyed))
    .mutation(({ ctx, input: { key, ...decision } }) =>
      ctx.services.media.decidePairs(decision, actOf(ctx, { key })),
    ),
  decidedTogether: query.query(({ ctx }) => ctx.services.media.decidedTogether()),
  reopenPairs: query
    .input(z.object({ actKey: z.string(), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.reopenPairs(input.actKey, actOf(ctx, input))),

  folders: query.query(({ ctx }) => ctx.services.media.folders()),
  folderFiles: query
    .input(WatchedFilesQuery)
    .query(({ ctx, input }) => ctx.services.media.folderFiles(input)),
  watchFolder: query
    .input(NewWatchedFolder.extend(keyed))
    .mutation(({ ctx, input: { key, ...folder } }) =>
      ctx.services.media.watchFolder(folder, actOf(ctx, { key })),
    ),
  pauseFolder: query
    .input(one.extend({ paused: z.boolean(), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.pauseFolder(input.id, input.paused, actOf(ctx, input))),
  forgetFolder: query
    .input(one.extend(keyed))
    .mutation(({ ctx, input }) => ctx.services.media.forgetFolder(input.id, actOf(ctx, input))),

  models: query.query(({ ctx }) => ctx.services.media.models()),
  changeModel: query
    .input(z.object(keyed))
    .mutation(({ ctx, input }) => ctx.services.media.changeModel(actOf(ctx, input))),
  setAsideCaptions: query
    .input(SetAsideQuery)
    .query(({ ctx, input }) => ctx.services.media.setAsideCaptions(input)),
  askForCaptions: query
    .input(z.object({ assetIds: assetIds.nullable(), ...keyed }))
    .mutation(({ ctx, input }) => ctx.services.media.askForCaptions(input.assetIds, actOf(ctx, input))),
  askForCaptionsNow: query
    .input(z.object(keyed))
    .mutation(({ ctx, input }) => ctx.services.media.askForCaptionsNow(actOf(ctx, input))),
});
