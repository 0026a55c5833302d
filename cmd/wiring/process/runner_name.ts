/** Unique while the process runs. */
export function runnerName(): string {
  return `${Deno.hostname()}:${Deno.pid}:${crypto.randomUUID().slice(0, 8)}`;
}
