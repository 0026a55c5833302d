import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { connectionLimits } from "./serve_port.ts";

const SERVER = fileURLToPath(new URL("./limited_server.ts", import.meta.url));
const DESCRIPTORS = 400;
const IDLE = 512;

Deno.test("servePort survives more idle connections than it has descriptors, and answers afterwards", async () => {
  // The second has no caps of its own that would keep accepting from failing.
  for (const perAddress of [150, 10_000]) {
    await using child = new Deno.Command("sh", {
      args: [
        "-c",
        `ulimit -n ${DESCRIPTORS}; exec "$@"`,
        "sh",
        Deno.execPath(),
        "run",
        "-A",
        SERVER,
        String(perAddress),
      ],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const port = Number((await lines.read()).value);
    lines.releaseLock();
    const idle: Deno.Conn[] = [];
    try {
      for (let i = 0; i < IDLE; i++) idle.push(await Deno.connect({ hostname: "127.0.0.1", port }));
      const answer = await fetch(`http://127.0.0.1:${port}/`);
      assertEquals(answer.status, 200);
      const { connections } = await answer.json();
      assert(connections <= Math.min(perAddress, DESCRIPTORS / 2), `${connections} connections`);
    } finally {
      for (const conn of idle) conn.close();
    }
  }
});

Deno.test("connectionLimits leaves half of the descriptors to others, and half of the connections to other addresses", () => {
  const of = (...[settings, openFiles]: Parameters<typeof connectionLimits>) => {
    const { total, perAddress } = connectionLimits(settings, openFiles);
    return [total, perAddress];
  };
  assertEquals(of({}, 400), [144, 72]);
  assertEquals(of({}, 1_024), [512, 256]);
  assertEquals(of({}, 100), [16, 8]);
  assertEquals(of({}, 1_048_576), [10_000, 5_000]);
  assertEquals(of({}, null), [1_000, 500]);
  assertEquals(of({ total: 300, perAddress: null }, 400), [144, 72]);
  assertEquals(of({ total: 20, perAddress: 50 }, 400), [20, 20]);
  assertEquals(of({ total: null, perAddress: 5 }, 400), [144, 5]);
});
