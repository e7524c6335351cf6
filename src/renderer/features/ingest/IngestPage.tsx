import { Page } from '../../ui/Page';
export function IngestPage() { return <Page name="x" title="x">soon</Page>; }
