import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { demoFlag } from "./demo_flag.ts";

Deno.test("demoFlag is on until it is off, and names what does not go with it", () => {
  assertEquals([demoFlag({}), demoFlag({ demo: "on", rate: "5" }), demoFlag({ demo: "off" })], [true, true, false]);
  assertEquals(demoFlag({ demo: "off", visits: "0" }), false);
  assertThrows(() => demoFlag({ demo: "no" }), WrongSettings, `--demo is "no": expected on or off`);
  for (const flag of ["rate", "scenario", "visits", "calendar-pace"]) {
    assertThrows(() => demoFlag({ demo: "off", [flag]: "5" }), WrongSettings, `--${flag} simulates`);
  }
});
