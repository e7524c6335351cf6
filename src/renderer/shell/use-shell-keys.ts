/** Keys that work on every page. */
import { useEffect } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useDialogs } from '../state/dialogs';
import { usePreferences } from '../state/preferences';
import { isTypingTarget } from '../ui/typing-target';
import { pageOfKey } from './pages';
import { pickers } from './pickers';

/** After G, the second key must follow in this time. */
const sequenceMs = 1200;

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-search-field]');
  field?.focus();
  field?.select();
  return field !== null;
}

export function useShellKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let goSince = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTypingTarget(event.target)
      )
        return;
      if (document.querySelector('[role="dialog"]')) return;
      const key = event.key.toLowerCase();
      const to = performance.now() - goSince < sequenceMs ? pageOfKey.get(key) : undefined;
      if (to !== undefined) {
        goSince = 0;
        void navigate({ to });
      } else if (key === 'g') goSince = performance.now();
      else if (event.key === '?') useDialogs.getState().show('keys');
      else if (key === 'u') pickers.files();
      else if (key === 't') usePreferences.setState((state) => ({ trayOpen: !state.trayOpen }));
      else if (event.key !== '/' || !focusSearch()) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
}
