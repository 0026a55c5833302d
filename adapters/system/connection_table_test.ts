import { assert, assertEquals } from "@std/assert";
import { ConnectionTable, type OpenConnection } from "./connection_table.ts";

function newTable(limits: { readonly total?: number; readonly perAddress?: number } = {}) {
  let now = 0;
  const closed: string[] = [];
  const table = new ConnectionTable(
    { total: 3, perAddress: 3, requestMs: 10, idleMs: 100, sendMs: 50, ...limits },
    () => now,
  );
  const tryAdmit = (name: string, address = name) =>
    table.admit(address, { close: () => closed.push(name), abort: () => closed.push(`${name} aborted`) });
  return {
    table,
    closed,
    tryAdmit,
    admit: (name: string, address?: string): OpenConnection => {
      const connection = tryAdmit(name, address);
      assert(connection, `${name} has room`);
      return connection;
    },
    at(ms: number) {
      now = ms;
      table.closeOverdue();
    },
  };
}

Deno.test("ConnectionTable makes room by those without a request, then by those idle longest, and never by busy ones", () => {
  const { table, admit, tryAdmit, closed } = newTable();
  const busy = admit("a");
  table.requested(busy);
  const idle = admit("b");
  table.requested(idle);
  table.sent(idle);
  admit("c");
  admit("d");
  assertEquals(closed, ["c"]);
  table.requested([...table].at(-1)!);
  const last = admit("e");
  assertEquals(closed, ["c", "b"]);
  table.requested(last);
  assertEquals(tryAdmit("f"), null);
  assertEquals([closed, table.size], [["c", "b"], 3]);
  table.sent(busy);
  admit("g");
  assertEquals(closed, ["c", "b", "a"]);
});

Deno.test("ConnectionTable counts each address, and an IPv6 network as one", () => {
  for (
    const [first, second, isOne] of [
      ["10.0.0.1", "10.0.0.1", true],
      ["10.0.0.1", "10.0.0.2", false],
      ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true],
      ["2001:db8:1:2::1", "2001:db8:1:3::1", false],
      ["2001:db8::1", "2001:db8:0:0:1::", true],
      ["::1", "::2", true],
      ["::ffff:10.0.0.1", "::ffff:10.0.0.2", false],
    ] as const
  ) {
    const { table, admit, tryAdmit } = newTable({ perAddress: 1 });
    const one = admit("one", first);
    table.requested(one);
    assertEquals(tryAdmit("two", second) === null, isOne, `${first} and ${second}`);
    table.removed(one);
    admit("three", second);
  }
});

Deno.test("ConnectionTable closes idle connections of the address that has too many, not of others", () => {
  const { admit, closed } = newTable({ perAddress: 1 });
  admit("a", "10.0.0.1");
  admit("b", "10.0.0.2");
  admit("c", "10.0.0.2");
  assertEquals(closed, ["b"]);
});

Deno.test("ConnectionTable closes what sends no request, stays idle or takes no answer in time", () => {
  const { table, admit, closed, at } = newTable({ total: 10, perAddress: 10 });
  const silent = admit("silent");
  const kept = admit("kept");
  table.requested(kept);
  table.answered(kept);
  table.sent(kept);
  const endless = admit("endless");
  table.requested(endless);
  const slow = admit("slow");
  table.requested(slow);
  table.answered(slow);
  at(9);
  assertEquals(closed, []);
  at(10);
  assertEquals(closed, ["silent"]);
  table.removed(silent);
  at(49);
  assertEquals(closed, ["silent"]);
  at(50);
  assertEquals(closed, ["silent", "slow aborted"]);
  table.removed(slow);
  at(100);
  assertEquals(closed, ["silent", "slow aborted", "kept"]);
  table.removed(kept);
  at(1_000_000);
  assertEquals([closed.length, table.size], [3, 1]);
});

Deno.test("ConnectionTable ignores what it has removed", () => {
  const { table, admit } = newTable();
  const one = admit("a");
  table.requested(one);
  table.removed(one);
  table.removed(one);
  table.sent(one);
  assertEquals([table.size, table.makeRoom()], [0, false]);
});
