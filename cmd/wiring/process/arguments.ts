/** What is left of the program's arguments after those that chose the process and its step. */
let left: readonly string[] = Deno.args;
let isBinary = false;

/** The arguments of this process: all of the program's, or those behind the name that chose it. */
export function processArguments(): string[] {
  return [...left];
}

/** Takes the first argument, the step of a process, away from those of the process. */
export function takeArgument(): string | undefined {
  const [first, ...rest] = left;
  left = rest;
  return first;
}

/** Takes the first argument, the name of a process, away from those of the process. */
export function takeProcessName(): string | undefined {
  isBinary = true;
  return takeArgument();
}

/** Puts arguments before those of the process. */
export function prependArguments(args: readonly string[]): void {
  left = [...args, ...left];
}

/** What a person types to run the process, as far as this program can know: a task, a subcommand, or its own binary. */
export function invocationOf(process: string): string {
  if (isBinary) return `tillstream ${process}`;
  return Deno.build.standalone ? `tillstream-${process}` : `deno task ${process}`;
}
