/** Makes programs out of the sources: binaries that need nothing installed, or bundles for Deno. */
import { bundleInto } from "./bundle_into.ts";
import { compileInto } from "./compile_into.ts";
import { parseArguments, USAGE } from "./parse_arguments.ts";

if (import.meta.main) {
  const options = Deno.args.includes("--help") ? USAGE : parseArguments(Deno.args);
  if (options === USAGE) {
    console.log(USAGE);
  } else if (typeof options === "string") {
    console.error(`compile: ${options}\n\n${USAGE}`);
    Deno.exit(2);
  } else {
    try {
      await (options.bundle ? bundleInto(options) : compileInto(options));
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      Deno.exit(1);
    }
  }
}
