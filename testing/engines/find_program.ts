export function findProgram(name: string): string | undefined {
  return (Deno.env.get("PATH") ?? "").split(":")
    .map((directory) => `${directory}/${name}`)
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    const file = Deno.statSync(path);
    return file.isFile && ((file.mode ?? 0o111) & 0o111) !== 0;
  } catch {
    return false;
  }
}
