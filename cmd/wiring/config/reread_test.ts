import { assertEquals, assertThrows } from "@std/assert";
import { readPassword, reread } from "./reread.ts";
import { WrongSettings } from "./settings.ts";

Deno.test("reread gives what a file holds by now, and the last password while it can't be read", async () => {
  const path = await Deno.makeTempFile();
  const file = { variable: "DATABASE_PASSWORD_FILE", path };
  await Deno.writeTextFile(path, "first\n");
  const password = reread(() => readPassword(file));
  assertEquals(password(), "first");
  await Deno.writeTextFile(path, " second ");
  assertEquals(password(), " second ");
  await Deno.writeTextFile(path, "");
  assertEquals(password(), " second ");
  assertThrows(() => reread(() => readPassword(file)), WrongSettings, "is empty");
  await Deno.remove(path);
  assertEquals(password(), " second ");
  assertThrows(() => reread(() => readPassword(file)), WrongSettings, `DATABASE_PASSWORD_FILE ${path} can't be read`);
});
