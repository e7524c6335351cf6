/** The frame round every page: navigation, header, banner, tray, drop target, dialogs. */
import { AppShell } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
// Not lazy: a file that is dropped before it is there would replace the console.
import { IngestLayer } from '../features/ingest/IngestLayer';
import { useConnection } from '../state/connection';
import { usePreferences } from '../state/preferences';
import { AboutDialog } from './AboutDialog';
import { CommandPalette } from './CommandPalette';
import { ConnectionBanner } from './ConnectionBanner';
import { DesktopCommands } from './DesktopCommands';
import { Header } from './Header';
import { KeysDialog } from './KeysDialog';
import { Navigation } from './Navigation';
import { ProfileBand, profileBandPx, useRemoteProfile } from './ProfileBand';
import { ReadOnlyBanner } from './ReadOnlyBanner';
import { Unauthorized } from './Unauthorized';
import { useShellKeys } from './use-shell-keys';
import classes from './Shell.module.css';

export function Shell() {
  const unauthorized = useConnection((state) => state.status === 'unauthorized');
  const collapsed = usePreferences((state) => state.navCollapsed);
  const remote = useRemoteProfile();
  useShellKeys();
  if (unauthorized) return <Unauthorized />;
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <AppShell
        header={{ height: 46 + (remote ? profileBandPx : 0) }}
        navbar={{ width: collapsed ? 56 : 196, breakpoint: 0 }}
        padding={0}
        transitionDuration={0}
        classNames={{ main: classes.main, header: classes.header, navbar: classes.navbar }}
      >
        <AppShell.Header>
          {remote && <ProfileBand profile={remote} />}
          <div className={classes.headerRow}>
            <Header />
          </div>
        </AppShell.Header>
        <AppShell.Navbar aria-label="Main">
          <Navigation collapsed={collapsed} />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <ReadOnlyBanner />
          <ConnectionBanner />
          <div className={classes.page}>
            <Outlet />
          </div>
        </AppShell.Main>
      </AppShell>
      <IngestLayer />
      <CommandPalette />
      <KeysDialog />
      <AboutDialog />
      <DesktopCommands />
    </>
  );
}
