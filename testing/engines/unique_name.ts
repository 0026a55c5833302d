/** A unique name for a database, a topic, a group or a key prefix: lowercase letters, digits and underscores. */
export function uniqueName(what: string): string {
  return `test_${what}_${crypto.randomUUID().slice(0, 8)}`;
}
