import { Page } from '../../ui/Page';
export function OverviewPage() { return <Page name="x" title="x">soon</Page>; }
