import { assertEquals } from "@std/assert";
import { connectPostgres } from "../connect.ts";
import { addressOf, socketAddress } from "./socket_address.ts";

Deno.test("socketAddress takes the socket's folder and port out of the query", () => {
  assertEquals(socketAddress("postgres://sunwoo@localhost/shop?host=/var/run/postgresql&port=5434"), {
    url: "postgres://sunwoo@localhost/shop",
    path: "/var/run/postgresql/.s.PGSQL.5434",
  });
  assertEquals(socketAddress("postgres://u@localhost/d?host=%2Ftmp%2F&application_name=x").path, "/tmp/.s.PGSQL.5432");
  assertEquals(socketAddress("postgres://u@localhost:6000/d?host=/tmp").path, "/tmp/.s.PGSQL.6000");
});

Deno.test("socketAddress leaves every other address as it is", () => {
  for (const url of ["postgres://u:p@h:5432/d", "postgres://u@h/d?host=other", "no address"]) {
    assertEquals(socketAddress(url), { url });
  }
});

Deno.test("addressOf gives the address of a client's server, of a socket too", async () => {
  for (const url of ["postgres://u@db.example:6000/d", "postgres://u@localhost/d?host=/tmp/x&port=5434"]) {
    const sql = connectPostgres({ url });
    assertEquals(addressOf(sql), url);
    await sql.end();
  }
});
