/** A search field that tells its text after a pause; `/` puts the cursor into it. */
import { useEffect, useState } from 'react';
import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onSearch(text: string): void;
  width?: number;
}

const pauseMs = 220;

export function SearchField({ label, placeholder, value, onSearch, width = 260 }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onSearch, pauseMs);
  useEffect(() => setText(value), [value]); // the address changed by other means, e.g. Back
  const clear = (): void => {
    setText('');
    onSearch('');
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      w={width}
      maxLength={200}
      data-search-field
      leftSection={<IconSearch size={14} />}
      rightSection={text ? <CloseButton size="xs" aria-label="Clear the search" onClick={clear} /> : <Kbd size="xs">/</Kbd>}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        clear();
        event.currentTarget.blur();
      }}
    />
  );
}
