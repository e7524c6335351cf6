export function TerrainSettings() {
  return null;
}
