import { requiredTool } from "../../../testing/engines/required_address.ts";

type Settings = Readonly<Record<string, string>>;

interface RunOptions {
  readonly env?: Settings;
  /** Nothing of this process' environment. */
  readonly clearEnv?: boolean;
  readonly cwd?: string;
}

export async function run([program, ...args]: readonly string[], options: RunOptions = {}) {
  const { code, stdout, stderr } = await new Deno.Command(program!, { args, ...options, stdin: "null" }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** Every service of a Compose file, of all profiles, as Compose itself puts it together: JSON on `stdout`. */
export function readCompose(file: string, options: RunOptions) {
  return run(
    [...requiredTool("TEST_COMPOSE").split(" "), "--file", file, "--profile", "*", "config", "--format", "json"],
    options,
  );
}
