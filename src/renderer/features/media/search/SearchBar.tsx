/** The question: words, a picture dropped, pasted or chosen, and examples for and against. */
import { useCallback, useRef, useState } from 'react';
import { ActionIcon, Group, Loader, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconPhotoSearch, IconThumbDown, IconThumbUp, IconX } from '@tabler/icons-react';
import { useDropPlace } from '../../../shell/drop-places';
import { tellProblem } from '../../../shell/job-acts';
import { SearchField } from '../../../ui/SearchField';
import { assetFileUrl } from '../tiles/asset-urls';
import { lookAtPicture } from './look-at-picture';
import { type MediaSearch, withoutExample } from './media-search';
import classes from './Search.module.css';

interface SearchBarProps {
  search: MediaSearch;
  /** Whether the model compares words with pictures. */
  textToImage: boolean;
  /** Merged into what the address holds by then: looking at a picture takes a while, in which words may change. */
  onPatch(part: MediaSearch): void;
}

export function SearchBar({ search, textToImage, onPatch }: SearchBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const look = useCallback(
    async (file: File | undefined): Promise<void> => {
      if (!file) return;
      setBusy(true);
      try {
        onPatch({ picture: await lookAtPicture(file), pictureName: file.name, view: undefined });
      } catch (error) {
        tellProblem('The picture could not be searched by', error);
      } finally {
        setBusy(false);
      }
    },
    [onPatch],
  );
  const place = useDropPlace(
    'Search by this picture',
    useCallback(([file]) => void look(file), [look]),
  );

  return (
    <search
      ref={place}
      className={classes.bar}
      onPaste={(event) => {
        const [file] = event.clipboardData.files;
        if (file) void look(file);
      }}
    >
      <SearchField
        label="Search the library"
        placeholder={
          textToImage
            ? 'What is in the picture, its text, name, place…'
            : 'Name, text in the picture, place, camera…'
        }
        value={search.q ?? ''}
        width={300}
        onSearch={(q) => onPatch({ q: q === '' ? undefined : q, view: undefined })}
      />
      <Tooltip label="Search by a picture: choose one, paste it, or drop it here">
        <ActionIcon
          variant="default"
          size={30}
          aria-label="Search by a picture"
          onClick={() => input.current?.click()}
        >
          {busy ? <Loader size={14} /> : <IconPhotoSearch size={16} />}
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-label="Picture to search by"
          onChange={(event) => {
            void look(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </VisuallyHidden>
      <Examples search={search} onPatch={onPatch} />
    </search>
  );
}

function Examples({ search, onPatch }: Pick<SearchBarProps, 'search' | 'onPatch'>) {
  const { like = [], unlike = [], picture, pictureName } = search;
  if (like.length + unlike.length === 0 && !picture) return null;
  return (
    <Group gap={6} role="list" aria-label="Examples of the search">
      {picture && (
        <span role="listitem" className={classes.example} data-side="like">
          <IconPhotoSearch size={13} aria-hidden />
          <span className={classes.name}>{pictureName ?? 'A picture'}</span>
          <Remove
            label="Search without the picture"
            onRemove={() => onPatch({ picture: undefined, pictureName: undefined })}
          />
        </span>
      )}
      {[...like.map((id) => [id, 'like'] as const), ...unlike.map((id) => [id, 'unlike'] as const)].map(
        ([id, side]) => (
          <span key={id} role="listitem" className={classes.example} data-side={side}>
            {side === 'like' ? (
              <IconThumbUp size={13} aria-label="Like" />
            ) : (
              <IconThumbDown size={13} aria-label="Not like" />
            )}
            <img src={assetFileUrl(id, 'thumbnail')} alt="" />
            <Remove label="Take this example away" onRemove={() => onPatch(withoutExample(search, id))} />
          </span>
        ),
      )}
    </Group>
  );
}

function Remove({ label, onRemove }: { label: string; onRemove(): void }) {
  return (
    <button type="button" aria-label={label} onClick={onRemove}>
      <IconX size={12} />
    </button>
  );
}
