import { Page } from '../../ui/Page';
export function FailedPage() { return <Page name="x" title="x">soon</Page>; }
