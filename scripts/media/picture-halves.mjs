/** Which pictures the statistics of the visual model may see; the others are for measuring it. */

/** @param {string} path about half of all, always the same ones, wherever the folder lies */
export function isForStatistics(path) {
  const name = path.split(/[\\/]/).slice(-4).join('/');
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return (hash >>> 7) % 2 === 1;
}
