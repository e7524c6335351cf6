/** The parts of the library: links, so that each has an address and the browser's Back works. */
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { formatCount } from '../../ui/format';
import classes from './Media.module.css';

export function MediaTabs() {
  const facts = useQuery(trpc.media.facts.queryOptions()).data;
  const tab = { className: classes.tab ?? '', activeOptions: { exact: true, includeSearch: false } };
  return (
    <nav className={classes.tabs} aria-label="Parts of the library">
      <Link to="/media" {...tab}>
        Library
      </Link>
      <Link to="/media/clusters" {...tab}>
        Clusters
      </Link>
      <Link to="/media/duplicates" {...tab}>
        Duplicates{facts && facts.openPairs > 0 && <span>{formatCount(facts.openPairs)}</span>}
      </Link>
      <Link to="/media/folders" {...tab}>
        Watched folders
      </Link>
      <Link to="/media/model" {...tab}>
        Model
      </Link>
    </nav>
  );
}
