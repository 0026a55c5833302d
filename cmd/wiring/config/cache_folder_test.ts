import { assertEquals } from "@std/assert";
import { cacheFolder } from "./cache_folder.ts";

Deno.test("cacheFolder is where each system wants it, and nowhere without a home", () => {
  assertEquals(cacheFolder({ HOME: "/home/kim" }, "linux"), "/home/kim/.cache/tillstream");
  assertEquals(
    cacheFolder({ HOME: "/home/kim", XDG_CACHE_HOME: "/var/cache/kim" }, "linux"),
    "/var/cache/kim/tillstream",
  );
  assertEquals(cacheFolder({ HOME: "/Users/kim" }, "darwin"), "/Users/kim/Library/Caches/tillstream");
  assertEquals(cacheFolder({ LOCALAPPDATA: "C:\\Users\\kim" }, "windows"), "C:\\Users\\kim/tillstream");
  assertEquals(cacheFolder({}, "linux"), null);
});
