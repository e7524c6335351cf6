/** One search over everything. */
import type { SearchGroup, SearchQuery } from '../search';

export interface SearchService {
  /** A group for each kind that was asked for and has hits, in the order of `hitKinds`. */
  find(query: SearchQuery): Promise<SearchGroup[]>;
}
