/** Finds for each member of a batch the file it was made of. */
import path from 'node:path';

interface NamedFile {
  shown: string;
  absolute: string;
}

/** What the gateway calls a file that is given by its path; one that is not there it calls by the whole path. */
function fits(file: NamedFile, fileName: string): boolean {
  return path.basename(file.absolute) === fileName || file.absolute === fileName;
}

export class InputNames {
  private readonly taken: boolean[];

  constructor(private readonly files: readonly NamedFile[]) {
    this.taken = files.map(() => false);
  }

  /** Members come in the order of the files, so its number is its place; a scan that was interrupted may have shifted it. */
  take({ seq, fileName }: { seq: number; fileName: string }): string {
    const atPlace = this.files[seq];
    const index =
      atPlace && !this.taken[seq] && fits(atPlace, fileName)
        ? seq
        : this.files.findIndex((file, at) => !this.taken[at] && fits(file, fileName));
    if (index < 0) return fileName;
    this.taken[index] = true;
    return this.files[index]?.shown ?? fileName;
  }

  /** Files that no member was made of. */
  left(): { shown: string; fileName: string }[] {
    return this.files
      .filter((_, at) => !this.taken[at])
      .map(({ shown, absolute }) => ({ shown, fileName: path.basename(absolute) }));
  }
}
