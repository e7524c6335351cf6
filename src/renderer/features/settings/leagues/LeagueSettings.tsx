export function LeagueSettings() {
  return null;
}
