/** Settings of the engines: terrain, sites, leagues. */
import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '../../ui/Page';
import { LeagueSettings } from './leagues/LeagueSettings';
import { isSection, type Section } from './sections';
import { SiteSettings } from './sites/SiteSettings';
import { TerrainSettings } from './terrain/TerrainSettings';

const route = getRouteApi('/settings/$section');

const sections: Record<Section, { title: string; Content: () => React.ReactNode }> = {
  terrain: { title: 'Terrain', Content: TerrainSettings },
  sites: { title: 'Sites', Content: SiteSettings },
  leagues: { title: 'Leagues', Content: LeagueSettings },
};

export function SettingsPage() {
  const { section } = route.useParams();
  const navigate = useNavigate();
  const shown = isSection(section) ? section : 'terrain';
  return (
    <Page name={`Settings: ${sections[shown].title}`} title="Settings">
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(next) => {
          if (next !== null) void navigate({ to: '/settings/$section', params: { section: next } });
        }}
      >
        <Tabs.List mb="md" aria-label="Sections of the settings">
          {Object.entries(sections).map(([key, { title }]) => (
            <Tabs.Tab key={key} value={key}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.entries(sections).map(([key, { Content }]) => (
          <Tabs.Panel key={key} value={key}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
