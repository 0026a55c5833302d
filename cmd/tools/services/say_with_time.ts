import type { Say } from "./engine_host.ts";

export function sayWithTime(): Say {
  const begin = performance.now();
  return (line) => console.error(`${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}
