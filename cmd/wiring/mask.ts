/** An address without the password in it, for logs: `postgres://user:•••@host/db`. */
export function maskUrl(text: string): string {
  return text.split(",").map((part) => {
    if (!URL.canParse(part)) return part;
    const url = new URL(part);
    if (!url.password) return part;
    return part.replace(`:${url.password}@`, ":•••@");
  }).join(",");
}
