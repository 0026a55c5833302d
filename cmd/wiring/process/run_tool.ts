import { reasonOf } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";
import { firstOf } from "./ending.ts";
import { HelpAsked, parseArguments, type Parsed } from "./arguments.ts";
import type { CommandLine, Flags } from "./command_line.ts";
import { printSafely } from "./printable.ts";

/** Exit status: 0 done, 1 failed, 2 wrong usage. */
export async function runTool<F extends Flags>(
  command: CommandLine<F>,
  work: (args: Parsed<F>) => Promise<number>,
): Promise<number> {
  printSafely();
  try {
    return await work(parseArguments(command));
  } catch (error) {
    if (error instanceof HelpAsked) {
      console.log(error.text);
      return 0;
    }
    const first = firstOf(error);
    const wrong = first instanceof WrongSettings;
    for (const line of wrong ? first.problems : [reasonOf(first)]) console.error(`${command.name}: ${line}`);
    if (error instanceof SuppressedError) console.error(`${command.name}: and then: ${reasonOf(error.error)}`);
    return wrong ? 2 : 1;
  }
}
