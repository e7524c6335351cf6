/** A coloured band with the name of a remote connection, over everything: production is taken for nothing else. */
import { useEffect, useRef } from 'react';
import { IconAlertTriangle, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ShownProfile } from '#contract/profiles';
import classes from './ProfileBand.module.css';
import { titleOf, useProfiles } from './use-profiles';

export const profileBandPx = 24;

/** Null while it is this machine's own instance, or not known yet. */
export function useRemoteProfile(): ShownProfile | null {
  const current = useProfiles().list.data?.current;
  const first = useRef<string | null>(null);
  useEffect(() => {
    if (!current) return;
    first.current ??= current.name;
    // Another database: nothing of what is on screen, or in memory, belongs to it.
    if (first.current !== current.name) window.location.assign('/');
  }, [current]);
  return current && current.redis !== null ? current : null;
}

export function ProfileBand({ profile }: { profile: ShownProfile }) {
  const { colour, production, database } = profile;
  const Icon = production ? IconAlertTriangle : IconPlugConnected;
  return (
    <div
      className={classes.band}
      data-production={production || undefined}
      style={{ height: profileBandPx, background: `var(--mantine-color-${production ? 'red' : colour}-8)` }}
      role="status"
      aria-label="Connection profile"
    >
      <Icon size={14} aria-hidden />
      <strong>{production ? `PRODUCTION · ${titleOf(profile)}` : titleOf(profile)}</strong>
      <span className={classes.where}>{database}</span>
      <Link to="/profiles">Change…</Link>
    </div>
  );
}
