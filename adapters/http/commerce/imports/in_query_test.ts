import { assertEquals } from "@std/assert";
import { inQuery } from "./in_query.ts";

Deno.test("inQuery speaks of an address's parameters where the command speaks of flags", () => {
  const said = {
    "give --dates dmy or --dates mdy": "give dates=dmy or dates=mdy",
    "give --rate EUR=<won>,USD=<won>": "give rate=EUR=<won>,USD=<won>",
    "give --rate <won for one>": "give rate=<won for one>",
    "give --currency, such as --currency KRW": "give currency, such as currency=KRW",
    "(--time-zone changes it)": "(timeZone changes it)",
    "Say which is which: --map order=…,sku=…": "Say which is which: map=order=…,sku=…",
    "finish it first with --undo 3": "finish it first with POST /v1/imports/3/undo",
    "there is none; --list names them": "there is none; GET /v1/imports names them",
    "(O-1); --force takes them back too": "(O-1); force=true takes them back too",
    "give --encoding if the file is in another": "give encoding if the file is in another",
  };
  assertEquals(Object.keys(said).map(inQuery), Object.values(said));
});
