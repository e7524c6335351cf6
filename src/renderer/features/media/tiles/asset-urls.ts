/** Addresses of an asset's files; the same relative HTTP in both shells. */

export function assetFileUrl(
  id: string,
  file: 'thumbnail' | 'preview' | 'large' | 'clip' | 'original',
): string {
  return `/api/v1/assets/${encodeURIComponent(id)}/${file}`;
}
