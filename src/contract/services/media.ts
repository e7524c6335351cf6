/** The media library: what can be asked about it and done to it. */
import type {
  AssetDetail,
  AssetFilter,
  AssetPlaces,
  AssetTile,
  Gallery,
  LibraryFacts,
  Neighbour,
  SectionQuery,
} from '../media/assets';
import type {
  Cluster,
  ClusterActAnswer,
  ClusterPage,
  ClusterPass,
  ClusterQuery,
  LayoutPlan,
  LayoutRequest,
  UndoableAct,
} from '../media/clusters';
import type {
  AssetPair,
  DecidedTogether,
  PairDecision,
  PairPage,
  PairQuery,
  PairsDecided,
  PairsDecision,
} from '../media/duplicates';
import type { NewWatchedFolder, WatchedFile, WatchedFilesQuery, WatchedFolder } from '../media/folders';
import type { ModelState, SetAsideCaption, SetAsideQuery } from '../media/models';
import type { SearchAnswer, SearchRequest } from '../media/search';
import type { Act } from './act';

export interface MediaService {
  facts(): Promise<LibraryFacts>;
  gallery(filter: AssetFilter): Promise<Gallery>;
  section(query: SectionQuery): Promise<AssetTile[]>;
  places(filter: AssetFilter): Promise<AssetPlaces>;
  asset(id: string): Promise<AssetDetail>;
  neighbours(id: string, limit: number): Promise<Neighbour[]>;
  search(request: SearchRequest): Promise<SearchAnswer>;

  clusters(query: ClusterQuery): Promise<ClusterPage>;
  cluster(id: string): Promise<Cluster>;
  nameCluster(id: string, name: string | null, act: Act): Promise<ClusterActAnswer>;
  pinCluster(id: string, pinned: boolean, act: Act): Promise<ClusterActAnswer>;
  coverCluster(id: string, assetId: string, act: Act): Promise<ClusterActAnswer>;
  mergeClusters(intoId: string, ids: string[], act: Act): Promise<ClusterActAnswer>;
  /** Into a cluster, or into a new one. */
  moveAssets(assetIds: string[], clusterId: string | null, act: Act): Promise<ClusterActAnswer>;
  splitCluster(id: string, act: Act): Promise<ClusterActAnswer>;
  /** Takes a merge, split or move back, by the key that the act was given. */
  undoClusters(actKey: string, act: Act): Promise<ClusterActAnswer>;
  /** The last merges, splits and moves that can still be taken back, the newest first. */
  undoableActs(): Promise<UndoableAct[]>;
  startPass(kind: ClusterPass['kind'], act: Act): Promise<ClusterPass>;
  pass(): Promise<ClusterPass | null>;

  planLayout(request: LayoutRequest, act: Act): Promise<LayoutPlan>;
  layout(id: string): Promise<LayoutPlan>;
  /** The layout that was accepted last; null when none was. */
  lastLayout(): Promise<LayoutPlan | null>;
  acceptLayout(id: string, act: Act): Promise<LayoutPlan>;
  /** Takes away what a layout wrote, except files that were changed since. */
  undoLayout(id: string, act: Act): Promise<LayoutPlan>;

  pairs(query: PairQuery): Promise<PairPage>;
  decidePair(id: string, decision: PairDecision, act: Act): Promise<AssetPair>;
  decidePairs(decision: PairsDecision, act: Act): Promise<PairsDecided>;
  /** The last acts on many pairs that can be taken back, the latest first. */
  decidedTogether(): Promise<DecidedTogether[]>;
  /** Opens the pairs of an act again, except those that were decided otherwise since. */
  reopenPairs(actKey: string, act: Act): Promise<{ reopened: number }>;

  folders(): Promise<WatchedFolder[]>;
  folderFiles(query: WatchedFilesQuery): Promise<WatchedFile[]>;
  watchFolder(folder: NewWatchedFolder, act: Act): Promise<WatchedFolder>;
  pauseFolder(id: string, paused: boolean, act: Act): Promise<WatchedFolder>;
  forgetFolder(id: string, act: Act): Promise<void>;

  models(): Promise<ModelState>;
  /** Looks at every asset again with the engine's present model. */
  changeModel(act: Act): Promise<ModelState>;
  setAsideCaptions(query: SetAsideQuery): Promise<SetAsideCaption[]>;
  /** Has the vision model asked again about these assets, or about all that were set aside. @returns how many */
  askForCaptions(assetIds: string[] | null, act: Act): Promise<{ asked: number }>;
  /** Asks the vision model though it rests after failures. */
  askForCaptionsNow(act: Act): Promise<void>;
}
