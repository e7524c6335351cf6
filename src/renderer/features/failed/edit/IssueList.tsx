/** What does not fit, in words; a click is not needed, since the editor marks the place. */
import { List } from '@mantine/core';
import type { PayloadIssue } from '#contract/letter-edits';

interface IssueListProps {
  /** Why the text is no JSON; null when it is. */
  syntax: string | null;
  issues: readonly PayloadIssue[];
}

export function IssueList({ syntax, issues }: IssueListProps) {
  if (syntax === null && issues.length === 0) return null;
  return (
    <div role="alert">
      <List size="sm" mt="xs" c="var(--fl-bad)" aria-label="What is wrong">
        {syntax !== null && <List.Item>It is no JSON yet: {syntax}</List.Item>}
        {issues.map(({ path, message }) => (
          <List.Item key={`${path.join('.')} ${message}`}>
            <b>{path.join('.') || 'the payload'}</b>: {message}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
