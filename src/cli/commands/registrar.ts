/** How a command joins the program: its action is given ids and options, its number becomes the exit code. */
import type { Command } from 'commander';
import type { Action } from '../show/command-options';

export interface Registrar {
  program: Command;
  /** For commands with arguments. */
  run(action: Action): (ids: string[] | string | undefined, options: unknown) => Promise<void>;
  /** For commands with options only. */
  runPlain(action: Action): (options: unknown) => Promise<void>;
}
