/** A name nobody else uses: for a database, a topic, a group, a key prefix. Small letters, digits and underscores. */
export function uniqueName(what: string): string {
  return `test_${what}_${crypto.randomUUID().slice(0, 8)}`;
}
