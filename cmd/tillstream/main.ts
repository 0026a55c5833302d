import { WrongSettings } from "../wiring/config/settings.ts";
import { openFrontDoor } from "./front_door.ts";

try {
  await openFrontDoor();
} catch (error) {
  if (!(error instanceof WrongSettings)) throw error;
  for (const problem of error.problems) console.error(`tillstream: ${problem}`);
  Deno.exit(2);
}
