/** Of this process, where the system tells; Deno raises it to the hard limit as it starts. */
export function openFilesLimit(): number | null {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(Deno.readTextFileSync("/proc/self/limits"))?.[1];
    return soft === undefined ? null : Number(soft);
  } catch {
    return null;
  }
}
