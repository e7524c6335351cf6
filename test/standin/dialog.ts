/** dialog: a dialog stays open until the test answers it. */
import { record } from './record';

interface OpenDialog {
  kind: 'message' | 'open';
  options: { buttons?: string[]; cancelId?: number; message?: string; detail?: string; title?: string };
  answer(value: unknown): void;
}

const open: OpenDialog[] = [];

function show(kind: OpenDialog['kind'], args: unknown[]): Promise<unknown> {
  const options = args.at(-1) as OpenDialog['options']; // the first may be the window it belongs to
  return new Promise((resolve) => open.push({ kind, options, answer: resolve }));
}

export const dialog = {
  async showMessageBox(...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    return { response: (await show('message', args)) as number, checkboxChecked: false };
  },
  async showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = (await show('open', args)) as string[];
    return { canceled: filePaths.length === 0, filePaths };
  },
  showErrorBox(title: string, content: string): void {
    record('dialog.showErrorBox', title, content);
    process.stderr.write(`${title}: ${content}\n`);
  },
};

export const dialogs = {
  list: () => open.map(({ kind, options }) => ({ kind, options })),
  /** Presses a button of the oldest message box. */
  press(label: string): void {
    const box = take('message');
    const response = box.options.buttons?.indexOf(label) ?? -1;
    if (response < 0) throw new Error(`the box has ${JSON.stringify(box.options.buttons)}, not ${label}`);
    box.answer(response);
  },
  /** Chooses in the oldest file dialog; an empty list cancels it. */
  choose(paths: string[]): void {
    take('open').answer(paths);
  },
};

function take(kind: OpenDialog['kind']): OpenDialog {
  const index = open.findIndex((dialog) => dialog.kind === kind);
  const [found] = index < 0 ? [] : open.splice(index, 1);
  if (!found) throw new Error(`no ${kind} dialog is open`);
  return found;
}
