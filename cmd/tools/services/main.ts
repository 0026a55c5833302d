/** Brings the engines up that the integration tests need, takes them down, shows how they are. */
import { runServices } from "./run_services.ts";

if (import.meta.main) Deno.exit(await runServices(Deno.args));
