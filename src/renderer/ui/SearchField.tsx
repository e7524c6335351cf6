/** A search field that tells its text after a pause; `/` puts the cursor into it. */
import { useRef, useState } from 'react';
import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useWindowEvent } from '@mantine/hooks';
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
  const [state, setState] = useState({ text: value, seen: value, told: value });
  // The address changed: by our own telling, which must not undo what was typed since, or by other means, e.g. Back.
  if (value !== state.seen) {
    setState({ ...state, seen: value, text: value === state.told ? state.text : value });
  }
  const place = useRef('');
  const pressed = useRef(false);
  useWindowEvent('pointerdown', () => void (pressed.current = true), { capture: true });
  useWindowEvent('pointerup', () => void (pressed.current = false), { capture: true });
  useWindowEvent('pointercancel', () => void (pressed.current = false), { capture: true });
  const tell = useDebouncedCallback((text: string) => {
    // A list that changes between press and release loses the click on its row.
    if (pressed.current) {
      tellLater.current(text);
      return;
    }
    // What is told late must not bring back an operator who has gone elsewhere.
    if (window.location.pathname !== place.current) return;
    setState((old) => ({ ...old, told: text }));
    onSearch(text);
  }, pauseMs);
  const tellLater = useRef(tell);
  const { text } = state;
  const type = (next: string): void => {
    place.current = window.location.pathname;
    pressed.current = false; // a release is not always told of, e.g. under a system menu; who types presses nothing
    setState((old) => ({ ...old, text: next }));
    tell(next);
  };
  const clear = (): void => {
    if (text === '') return;
    type('');
    tell.flush();
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
      rightSection={
        text ? (
          <CloseButton size="xs" aria-label="Clear the search" onClick={clear} />
        ) : (
          <Kbd size="xs">/</Kbd>
        )
      }
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        if (!pressed.current) tell.flush();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        clear();
        event.currentTarget.blur();
      }}
    />
  );
}
