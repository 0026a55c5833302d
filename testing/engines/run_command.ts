interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

/** A command could not be run or exited with a status other than 0; the message has its last output. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
}

/** Lines of a failed command's output in the error. */
const LAST_LINES = 20;

/**
 * Runs a command without input and returns its standard output.
 *
 * @throws {CommandFailed}
 */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const [program = "", ...args] = command;
  let output: Deno.CommandOutput;
  try {
    output = await new Deno.Command(program, { args, stdin: "null", ...options }).output();
  } catch (cause) {
    throw new CommandFailed(`Cannot run ${program}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  const text = new TextDecoder().decode(output.stdout);
  if (output.success) return text;
  const said = (text + new TextDecoder().decode(output.stderr)).trimEnd().split("\n").slice(-LAST_LINES);
  throw new CommandFailed(
    [`Cannot run ${command.join(" ")}: it ended with status ${output.code}`, ...said].join("\n  "),
  );
}

/** Whether a command exists and exits with status 0. */
export async function succeeds(command: readonly string[]): Promise<boolean> {
  try {
    await runCommand(command);
    return true;
  } catch (error) {
    if (error instanceof CommandFailed) return false;
    throw error;
  }
}
