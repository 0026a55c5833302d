import { testEnvironment } from "../../../testing/engines/addresses.ts";
import { engineStatus } from "./engine_status.ts";

/** Throws, listing the engines matched by `needed` that are down. */
export async function requireEnginesUp(needed: RegExp): Promise<void> {
  const down = (await engineStatus()).filter(({ engine, up }) => needed.test(engine) && !up);
  if (down.length === 0) return;
  const names = down.map(({ engine }) => engine).join(", ");
  throw new Error(`Cannot begin: ${names} ${down.length > 1 ? "are" : "is"} down; run "deno task services up" first`);
}

/** Sets the addresses of tests: from the environment, else the project's own engines, which must be up. */
export async function addressEngines(needed: RegExp): Promise<void> {
  if (Deno.env.has("TEST_POSTGRES_URL")) return;
  await requireEnginesUp(needed);
  for (const [name, value] of Object.entries(testEnvironment())) Deno.env.set(name, value);
}
