/** `--no-open`: for the scripts that open a browser, not for the programs they start. */

/**
 * @param {string[]} args
 * @returns {{ args: string[], open: boolean }} the other arguments, and whether a browser may be opened
 */
export function splitOpenFlag(args) {
  return { args: args.filter((arg) => arg !== '--no-open'), open: !args.includes('--no-open') };
}
