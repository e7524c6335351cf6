/** Rows of Markdown tables whose first cell is code: the reference tables of docs/. */

/** @returns cells without the code marks, a row each; tables that begin with plain text are left out */
export function tableRows(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => /^\| `[^`]+` +\|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    );
}
