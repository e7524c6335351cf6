/** What came of the files of a watched folder: all, or only those that were taken in, known or refused. */
import { useState } from 'react';
import { SegmentedControl, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type WatchedFile, type WatchedFolder, WatchedOutcome } from '#contract/media/folders';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { formatBytes, formatCount } from '../../../ui/format';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { ShowMore } from '../../../ui/ShowMore';
import mediaClasses from '../Media.module.css';

const outcomes: Record<WatchedOutcome, string> = {
  accepted: 'taken in',
  known: 'known already',
  refused: 'refused',
};
const shownFirst = 50;
const mostShown = 500;

interface FolderFilesProps {
  folder: WatchedFolder;
  outcome: WatchedOutcome | undefined;
  onOutcome(outcome: WatchedOutcome | undefined): void;
}

export function FolderFiles({ folder, outcome, onOutcome }: FolderFilesProps) {
  const { id, path, taken, known, refused } = folder;
  const [limit, setLimit] = useState(shownFirst);
  const files = useQuery(
    trpc.media.folderFiles.queryOptions(
      { id, limit, outcome },
      { placeholderData: keepPreviousData, refetchInterval: 5000 },
    ),
  );
  if (files.isError)
    return <ProblemPanel problem={problemOf(files.error)} onRetry={() => void files.refetch()} />;
  if (!files.data) return null;
  const counts: Record<WatchedOutcome, number> = { accepted: taken, known, refused };
  const all = taken + known + refused;
  const matching = outcome ? counts[outcome] : all;
  return (
    <>
      <SegmentedControl
        style={{ alignSelf: 'flex-start' }}
        size="xs"
        aria-label="Which files"
        value={outcome ?? ''}
        onChange={(value) => onOutcome(WatchedOutcome.safeParse(value).data)}
        data={[
          { value: '', label: `All ${formatCount(all)}` },
          ...WatchedOutcome.options.map((value) => ({
            value,
            label: `${outcomes[value]} ${formatCount(counts[value])}`,
          })),
        ]}
      />
      {files.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {outcome ? 'No file of it is one of these.' : 'No file was found in it yet.'}
        </Text>
      ) : (
        <Table aria-label="Files of the folder">
          <Table.Tbody>
            {files.data.map((file) => (
              <Table.Tr key={file.path}>
                <Table.Td title={file.path}>
                  <FileName file={file} root={path} />
                </Table.Td>
                <Table.Td ta="right">{formatBytes(file.sizeBytes)}</Table.Td>
                <Table.Td>
                  {outcomes[file.outcome]}
                  {file.message && `: ${file.message}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {matching > limit && limit < mostShown && (
        <ShowMore
          busy={files.isPlaceholderData}
          shown={files.data.length}
          onMore={() => setLimit(mostShown)}
        />
      )}
      {matching > mostShown && limit === mostShown && (
        <Text size="xs" c="dimmed">
          The {formatCount(mostShown)} that were dealt with last, of {formatCount(matching)}.
        </Text>
      )}
    </>
  );
}

/** Leads to its run, if it has one. */
function FileName({ file, root }: { file: WatchedFile; root: string }) {
  const name = file.path.startsWith(root) ? file.path.slice(root.length + 1) : file.path;
  if (!file.jobId) return name;
  return (
    <Link className={mediaClasses.link} to="/runs/$id" params={{ id: file.jobId }}>
      {name}
    </Link>
  );
}
