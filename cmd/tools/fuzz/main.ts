/** Makes thousands of calls out of the OpenAPI document, good and bad ones, and judges every answer by it. */
import { runCommandLine } from "./run_command_line.ts";

if (import.meta.main) Deno.exit(await runCommandLine(Deno.args));
