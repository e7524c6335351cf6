/** Shell patterns (`*`, `**`, `?`, `[abc]`, `{a,b}`) as regular expressions, for shells that do not expand them. */

export function isPattern(text: string): boolean {
  return /[*?[{]/.test(text);
}

/** `{a,b}` written out; nested braces are not braces. */
export function expandBraces(pattern: string): string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!found) return [pattern];
  const before = pattern.slice(0, found.index);
  const after = pattern.slice(found.index + found[0].length);
  return (found[1] ?? '').split(',').flatMap((choice) => expandBraces(before + choice + after));
}

const special = /[.+^$()|\\{}]/;

/** One path segment. A leading dot must be asked for, as in shells. */
function segmentSource(segment: string): string {
  let source = /^[*?[]/.test(segment) ? '(?!\\.)' : '';
  for (let at = 0; at < segment.length; at++) {
    const character = segment[at] ?? '';
    const end = character === '[' ? segment.indexOf(']', at + 2) : -1;
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (end > 0) {
      const set = segment
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[\]]/g, '\\$&');
      source += `(?!/)[${set}]`;
      at = end;
    } else source += special.test(character) || character === '[' ? `\\${character}` : character;
  }
  return source;
}

/**
 * A pattern without braces, on paths with `/`. `**` stands for any number of folders.
 * @returns the folder in which matches can lie (empty: the present one) and what their whole path must match
 */
export function parsePattern(pattern: string): { folder: string; matches: RegExp; recursive: boolean } {
  const segments = pattern.split('/');
  const firstOpen = segments.findIndex(isPattern);
  const fixed = segments.slice(0, firstOpen);
  const last = segments.length - 1;
  const source = segments
    .map((segment, index) => {
      if (segment === '**') return index === last ? '(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+' : '(?:(?!\\.)[^/]+/)*';
      return segmentSource(segment) + (index === last ? '' : '/');
    })
    .join('');
  return {
    folder: fixed.length === 1 && fixed[0] === '' ? '/' : fixed.join('/'),
    matches: new RegExp(`^${source}$`, process.platform === 'win32' ? 'iu' : 'u'),
    recursive: last > firstOpen,
  };
}
