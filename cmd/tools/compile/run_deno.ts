import { ROOT } from "../test/run_child.ts";

export async function runDeno(args: readonly string[]): Promise<{ readonly success: boolean; readonly said: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, said: text(stdout) + text(stderr) };
}
