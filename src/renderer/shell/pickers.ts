/** Lets any part of the shell open the file pickers, which the ingest feature provides when it is there. */

interface Pickers {
  files(): void;
  folder(): void;
}

const nothing = (): void => undefined;

export const pickers: Pickers = { files: nothing, folder: nothing };

/** @returns takes the pickers away again. */
export function providePickers(given: Pickers): () => void {
  Object.assign(pickers, given);
  return () => Object.assign(pickers, { files: nothing, folder: nothing });
}
