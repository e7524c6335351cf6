/** The sections of the settings, as addresses name them. */

const sections = ['terrain', 'sites', 'leagues'] as const;
export type Section = (typeof sections)[number];

export function isSection(name: string): name is Section {
  return sections.some((section) => section === name);
}
