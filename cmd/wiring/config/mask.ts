/** An address without the password in it, for logs: `postgres://user:•••@host/db`. Takes several, comma separated, too. */
export function maskUrl(text: string): string {
  return text
    // To the last "@" before the path: a password that was not encoded may hold one itself, or a comma.
    .replace(/(:\/\/[^:@/,]*):[^/]*@/g, "$1:•••@")
    .replace(/([?&]password=)[^&]*/gi, "$1•••");
}
