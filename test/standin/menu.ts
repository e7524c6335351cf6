/** Menu: the tree that was built, and clicks by label. */
import { app } from './app';

interface Template {
  label?: string;
  role?: string;
  type?: string;
  enabled?: boolean;
  accelerator?: string;
  submenu?: Template[];
  click?: () => void;
}

/** What a role does when it is chosen; the others only matter to a real system. */
const roleActions: Record<string, () => void> = { quit: () => app.quit() };

export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly Template[];

  constructor(items: readonly Template[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Template[]): Menu {
    for (const item of template) {
      if (!item.label && !item.role && item.type !== 'separator')
        throw new TypeError('Required label or role is missing');
      if (item.submenu) Menu.buildFromTemplate(item.submenu);
    }
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  /** `['File', 'Open Files…']`; the `&` of a mnemonic does not count. */
  choose(path: readonly string[]): void {
    let items = this.items;
    let found: Template | undefined;
    for (const label of path) {
      found = items.find((item) => labelOf(item) === label);
      if (!found) throw new Error(`no ${label} in ${items.map(labelOf).join(', ')}`);
      items = found.submenu ?? [];
    }
    if (found?.enabled === false) throw new Error(`${path.join(' › ')} is disabled`);
    if (found?.click) found.click();
    else roleActions[found?.role ?? '']?.();
  }

  /** Labels and roles, for tests. */
  tree(): { label: string; role: string | null; items: unknown[] }[] {
    return this.items.map((item) => ({
      label: labelOf(item),
      role: item.role ?? null,
      items: item.submenu ? new Menu(item.submenu).tree() : [],
    }));
  }
}

function labelOf(item: Template): string {
  return (item.label ?? item.role ?? '—').replace('&', '');
}
