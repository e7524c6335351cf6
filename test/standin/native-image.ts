/** nativeImage: knows whether the file is there. */
import { existsSync } from 'node:fs';

class NativeImage {
  readonly path: string;
  isTemplate = false;

  constructor(path: string) {
    this.path = path;
  }

  isEmpty(): boolean {
    return !existsSync(this.path);
  }

  setTemplateImage(isTemplate: boolean): void {
    this.isTemplate = isTemplate;
  }
}

export type { NativeImage };
export const nativeImage = { createFromPath: (path: string) => new NativeImage(path) };
