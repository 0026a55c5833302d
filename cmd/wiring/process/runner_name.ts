/** Names the process that does a job; unique while it runs. */
export function runnerName(): string {
  return `${Deno.hostname()}:${Deno.pid}:${crypto.randomUUID().slice(0, 8)}`;
}
