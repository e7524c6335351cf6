/** Why something was found, in words: how alike, or which words where. */
import { Fragment } from 'react';
import { Tooltip } from '@mantine/core';
import type { SearchReason } from '#contract/media/search';
import { formatPercent } from '../../../ui/format';
import classes from './Search.module.css';

const places: Record<Extract<SearchReason, { by: 'words' }>['source'], string> = {
  name: 'Name',
  title: 'Title',
  description: 'Description',
  keyword: 'Keywords',
  creator: 'By',
  copyright: 'Copyright',
  ocr: 'Text in the picture',
  caption: 'Caption',
  place: 'Place',
  camera: 'Camera',
};

/** The words found are between two control characters, which no text of a file keeps. */
function Marked({ text }: { text: string }) {
  return text.split('\u0001').map((part, k) => {
    const [found, rest] = k === 0 ? [null, part] : part.split('\u0002');
    return (
      <Fragment key={k}>
        {found !== null && <mark>{found}</mark>}
        {rest}
      </Fragment>
    );
  });
}

export function Why({ why }: { why: readonly SearchReason[] }) {
  return (
    <div className={classes.why}>
      {why.map((reason) =>
        reason.by === 'words' ? (
          <span key={`${reason.by} ${reason.source}`}>
            {places[reason.source]}: <Marked text={reason.excerpt} />
          </span>
        ) : (
          <Tooltip
            key={reason.by}
            label={`Cosine ${reason.score.toFixed(3)}: more alike than ${formatPercent(reason.share, 1)} of unrelated pairs`}
          >
            <span>
              {reason.by === 'clip' ? 'Fits the words' : 'Looks alike'}: {reason.score.toFixed(2)}
            </span>
          </Tooltip>
        ),
      )}
    </div>
  );
}
