/** What a command's words say of its flags, as this API has them: `--time-zone UTC` is `timeZone=UTC`. */
export function inQuery(message: string): string {
  return message
    .replace(/--undo (\d+)/g, "POST /v1/imports/$1/undo")
    .replace(/--list\b/g, "GET /v1/imports")
    .replace(/--force\b/g, "force=true")
    .replace(
      /--([a-z]+(?:-[a-z]+)*)(?: (?=[A-Z<]|dmy\b|mdy\b|order=)|)/g,
      (whole, flag: string) => `${camelCase(flag)}${whole.endsWith(" ") ? "=" : ""}`,
    );
}

function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
