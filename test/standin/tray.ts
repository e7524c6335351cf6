/** Tray: the last one made, its menu clicked by tests. */
import { EventEmitter } from 'node:events';
import type { Menu } from './menu';
import type { NativeImage } from './native-image';

export class Tray extends EventEmitter {
  static current: Tray | null = null;
  menu: Menu | null = null;
  toolTip = '';

  constructor(image: NativeImage) {
    super();
    if (image.isEmpty()) throw new Error(`stand-in: the tray has no picture at ${image.path}`);
    Tray.current = this;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }

  destroy(): void {
    if (Tray.current === this) Tray.current = null;
  }
}
