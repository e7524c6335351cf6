/** Text as JSON, or why it is none. */
export type ReadJson = { value: unknown } | { problem: string };

export function readJson(text: string): ReadJson {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
