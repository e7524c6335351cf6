/** What a page shows while it loads, when it breaks, and when there is none. */
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { EmptyNote } from '../ui/EmptyNote';
import { Page } from '../ui/Page';
import { ProblemPanel } from '../ui/ProblemPanel';
import { problemOf } from './problem';

export function PageSkeleton() {
  return (
    <Stack p="xl" gap="md" role="status" aria-label="Loading">
      <Skeleton h={24} w={220} />
      <Skeleton h={120} />
      <Skeleton h={260} />
    </Stack>
  );
}

export function PageProblem({ error, reset }: ErrorComponentProps) {
  return (
    <Page name="Problem" title="Problem">
      <ProblemPanel title="This page broke" problem={problemOf(error)} onRetry={reset} />
    </Page>
  );
}

export function PageUnknown() {
  return (
    <Page name="Not found" title="Not found">
      <EmptyNote
        icon={<IconCompass size={26} />}
        title="There is no page at this address"
        actions={<Button renderRoot={(props) => <Link to="/" {...props} />}>Go to the overview</Button>}
      />
    </Page>
  );
}
