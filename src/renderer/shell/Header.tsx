/** Name, search for anything, connection, colours, help. */
import { ActionIcon, Kbd, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconHelpCircle, IconSearch, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDialogs } from '../state/dialogs';
import { capabilities } from './capabilities';
import { ColorSchemeToggle } from './ColorSchemeToggle';
import { ConnectionDot } from './ConnectionDot';
import classes from './Shell.module.css';

export function Header() {
  const show = useDialogs((state) => state.show);
  return (
    <div className={classes.bar}>
      <Link to="/" className={classes.brand} aria-label="Flightline, to the overview">
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden>
          <rect width="32" height="32" rx="7" fill="var(--mantine-primary-color-filled)" />
          <path d="M6 22 16 8l10 14-10-5z" fill="#fff" />
        </svg>
        Flightline
      </Link>
      <span className={classes.spring} />
      <button
        type="button"
        className={classes.palette}
        onClick={() => spotlight.open()}
        aria-label="Search and commands"
      >
        <IconSearch size={15} aria-hidden />
        <span>Go to, or do…</span>
        <Kbd size="xs">{capabilities.mac ? '⌘' : 'Ctrl'} K</Kbd>
      </button>
      <span className={classes.spring} />
      <ConnectionDot />
      <Tooltip label="Add files">
        <ActionIcon size="md" aria-label="Add files" renderRoot={(props) => <Link to="/ingest" {...props} />}>
          <IconUpload size={17} />
        </ActionIcon>
      </Tooltip>
      <ColorSchemeToggle />
      <Tooltip label="Keys and help (?)">
        <ActionIcon size="md" aria-label="Keys and help" onClick={() => show('keys')}>
          <IconHelpCircle size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
