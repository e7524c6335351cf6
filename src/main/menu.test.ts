import { expect, it } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '#contract/desktop';
import { menuTemplate, type MenuShape } from './menu';

function build(shape: Partial<MenuShape> = {}) {
  const commands: DesktopCommand[] = [];
  const actions = {
    command: (command: DesktopCommand) => commands.push(command),
    reload: () => {},
    openDataFolder: () => {},
  };
  const template = menuTemplate({ isMac: false, isDevelopment: false, ...shape }, actions);
  return { template, commands };
}

function itemsOf(menu: MenuItemConstructorOptions | undefined): MenuItemConstructorOptions[] {
  return Array.isArray(menu?.submenu) ? menu.submenu : [];
}

/** Clicks as Electron would, but without its arguments, which no item uses. */
function click(template: MenuItemConstructorOptions[], label: string): void {
  const item = template.flatMap(itemsOf).find((candidate) => candidate.label === label);
  if (!item?.click) throw new Error(`no item ${label}`);
  (item.click as () => void)();
}

it.each<[string, DesktopCommand]>([
  ['Open Files…', { type: 'pick-files' }],
  ['Open Folder…', { type: 'pick-folder' }],
  ['Overview', { type: 'open-route', route: '/' }],
  ['Failed', { type: 'open-route', route: '/failed' }],
])('%s tells the console', (label, command) => {
  const { template, commands } = build();
  click(template, label);
  expect(commands).toEqual([command]);
});

it('offers developer tools only in development', () => {
  const roles = (isDevelopment: boolean) =>
    build({ isDevelopment })
      .template.flatMap(itemsOf)
      .map((item) => item.role);
  expect(roles(true)).toContain('toggleDevTools');
  expect(roles(false)).not.toContain('toggleDevTools');
});

it('quits from the application menu on a Mac and from File elsewhere', () => {
  const fileRoles = (isMac: boolean) =>
    itemsOf(build({ isMac }).template.find((menu) => menu.label === '&File')).map((item) => item.role);
  expect(fileRoles(false)).toContain('quit');
  expect(fileRoles(true)).not.toContain('quit');
  expect(build({ isMac: true }).template[0]?.role).toBe('appMenu');
});

it('gives each key to one item', () => {
  const keys = build()
    .template.flatMap(itemsOf)
    .flatMap((item) => item.accelerator ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
