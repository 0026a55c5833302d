import { assert, assertEquals } from "@std/assert";
import { ServerHosts } from "./server_hosts.ts";

const A = { host: "a", port: 1 };
const B = { host: "b", port: 2 };

Deno.test("ServerHosts tries the hosts as they are named, then those that were found unfit longest ago", () => {
  const hosts = new ServerHosts([A, B]);
  assertEquals(hosts.inOrder, [A, B]);
  hosts.unfit(A, 1_000);
  assertEquals(hosts.inOrder, [B, A]);
  hosts.unfit(B, 2_000);
  assertEquals(hosts.inOrder, [A, B]);
  hosts.unfit(A, 3_000);
  hosts.fit(A);
  assertEquals(hosts.inOrder, [A, B]);
});

Deno.test("ServerHosts has others until each was found unfit a moment ago", () => {
  const hosts = new ServerHosts([A, B]);
  hosts.unfit(A, 1_000);
  assert(hosts.hasOthers(1_000));
  hosts.unfit(B, 2_000);
  assert(!hosts.hasOthers(2_000));
  assert(hosts.hasOthers(6_500), "the first is due again");
});
