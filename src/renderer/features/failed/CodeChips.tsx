/** Search, and the error codes with how many letters each has. */
import { Group, Pill } from '@mantine/core';
import type { DeadLetterPage } from '#contract/dead-letters';
import { SearchField } from '../../ui/SearchField';
import { formatCount } from '../../ui/format';
import type { FailedSearch } from './search';
import classes from './Failed.module.css';

interface CodeChipsProps {
  search: FailedSearch;
  byCode: DeadLetterPage['byCode'];
  onChange(search: FailedSearch): void;
}

export function CodeChips({ search, byCode, onChange }: CodeChipsProps) {
  return (
    <Group gap="sm">
      <SearchField
        label="Search failed runs"
        placeholder="File or reason"
        value={search.q ?? ''}
        onSearch={(q) => onChange({ ...search, q: q || undefined })}
        width={220}
      />
      <div className={classes.chips} role="group" aria-label="Error codes">
        {byCode.map(({ errorCode, count }) => (
          <button
            key={errorCode}
            type="button"
            className={classes.chip}
            aria-pressed={search.code === errorCode}
            onClick={() => onChange({ ...search, code: search.code === errorCode ? undefined : errorCode })}
          >
            {errorCode} <span>{formatCount(count)}</span>
          </button>
        ))}
      </div>
      {search.fingerprint && (
        <Pill
          withRemoveButton
          onRemove={() => onChange({ ...search, fingerprint: undefined })}
          removeButtonProps={{ 'aria-label': 'Any fingerprint', 'aria-hidden': false }}
        >
          Same error: {search.fingerprint.slice(0, 10)}
        </Pill>
      )}
    </Group>
  );
}
