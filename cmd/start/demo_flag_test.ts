import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { demoFlag } from "./demo_flag.ts";

Deno.test("demoFlag returns true unless it is off, and names the flags that off excludes", () => {
  assertEquals([demoFlag({}), demoFlag({ demo: "on", rate: "5" }), demoFlag({ demo: "off" })], [true, true, false]);
  assertEquals(demoFlag({ demo: "off", visits: "0" }), false);
  assertThrows(() => demoFlag({ demo: "no" }), WrongSettings, `--demo is "no": expected on or off`);
  for (const flag of ["rate", "scenario", "visits", "calendar-pace"]) {
    assertThrows(() => demoFlag({ demo: "off", [flag]: "5" }), WrongSettings, `--${flag} simulates`);
  }
});
