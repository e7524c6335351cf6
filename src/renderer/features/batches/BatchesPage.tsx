import { Page } from '../../ui/Page';
export function BatchesPage() { return <Page name="x" title="x">soon</Page>; }
