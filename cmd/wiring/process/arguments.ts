/** How many of the program's arguments chose the process. */
let taken = 0;

/** The arguments of this process: all of the program's, or those behind the name that chose it. */
export function processArguments(): string[] {
  return Deno.args.slice(taken);
}

/** Takes the first argument, the name of a process, away from those of the process. */
export function takeProcessName(): string | undefined {
  taken = 1;
  return Deno.args[0];
}

/** What a person types to run the process, as far as this program can know: a task, a subcommand, or its own binary. */
export function invocationOf(process: string): string {
  if (taken > 0) return `tillstream ${process}`;
  return Deno.build.standalone ? `tillstream-${process}` : `deno task ${process}`;
}
