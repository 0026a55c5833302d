import { assert, assertEquals } from "@std/assert";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import { ProcessRoom } from "./process_room.ts";

const { signal } = new AbortController();

Deno.test("ProcessRoom keeps a process running that is killed, frozen or confused about the time", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const plan = { name: "api-1", kind: "api", args: [], env: shop.env };
  await using room = await ProcessRoom.open([plan], { say: () => {}, logs: null });
  const address = async () => {
    await waitUntil("see the API", async () => (await fetch(`${room.addresses("api")[0]}/healthz`)).ok);
    return room.addresses("api")[0]!;
  };
  const before = await address();
  const [first] = room.pids();
  assertEquals([first!.name, first!.kind], ["api-1", "api"]);

  assert(await room.kill("api-1", 10, signal));
  await address();
  const [second] = room.pids();
  assert(second!.pid !== first!.pid);
  assertEquals([room.kills, room.crashes], [{ api: 1 }, []]);

  const frozen = room.freeze("api-1", 1_000, signal);
  assertEquals(await room.kill("api-1", 10, signal), false, "no other of its kind runs");
  assert(await frozen);

  const api = await address();
  const clock = async () => Date.parse((await (await fetch(`${api}/v1/commerce/summary`)).json()).asOf);
  const jump = room.jumpClock("api-1", -600_000, 2_000, signal);
  await waitUntil("see its clock jump", async () => Date.now() - await clock() > 590_000);
  await jump;
  await waitUntil("see its clock right again", async () => Math.abs(Date.now() - await clock()) < 60_000);

  Deno.kill(room.pids()[0]!.pid, "SIGKILL");
  await waitUntil("see it noted as a crash", () => room.crashes.length === 1);
  await waitUntil("see another one in its place", () => room.addresses("api").length === 1);
  assert(before.startsWith("http://127.0.0.1:"));
});
