/** When names and shapes of before the lists had one shape became deprecated; they go a version later. */
const SINCE = Date.UTC(2026, 10, 30) / 1_000;

/** Headers of an answer under an old name or in an old shape (RFC 9745). */
export function deprecated(successor?: string): Record<string, string> {
  return {
    deprecation: `@${SINCE}`,
    ...(successor === undefined ? {} : { link: `<${successor}>; rel="successor-version"` }),
  };
}
