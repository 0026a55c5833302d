export function findProgram(name: string, path = Deno.env.get("PATH") ?? ""): string | undefined {
  return path.split(":")
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
