/** Stores orders while everything around them is being killed, and counts what was lost or doubled. */
import { runCommandLine } from "./run_command_line.ts";

if (import.meta.main) Deno.exit(await runCommandLine(Deno.args));
