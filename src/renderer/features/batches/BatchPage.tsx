import { Page } from '../../ui/Page';
export function BatchPage() { return <Page name="x" title="x">soon</Page>; }
