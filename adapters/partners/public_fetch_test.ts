import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { makeCertificates } from "../../testing/fixtures/certificates.ts";
import { isPublicAddress, publicFetch } from "./public_fetch.ts";

const POST = { method: "POST", body: "{}", redirect: "error" } as const;

Deno.test("isPublicAddress is true of the internet's addresses alone", () => {
  const open = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"];
  assertEquals(open.filter((address) => !isPublicAddress(address)), []);
  const closed = [
    ...["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
    ...["224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1"],
    ...["64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "shop.example"],
  ];
  assertEquals(closed.filter(isPublicAddress), []);
});

Deno.test("publicFetch calls no name that has an address of a private network, and none by such an address", async () => {
  let requests = 0;
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(String(requests++)),
  );
  const { port } = server.addr;
  for (const addresses of [["127.0.0.1"], ["::1"], ["10.1.2.3"], ["8.8.8.8", "169.254.169.254"]]) {
    const fetch = publicFetch({
      resolve: (_, _options, found) => found(null, addresses.map((address) => ({ address, family: 4 }))),
    });
    const error = await assertRejects(() => fetch(new URL(`http://hook.example:${port}/`), POST));
    assertMatch((error as Error).message, /^Cannot call hook\.example: it resolves to .*, no public address$/);
  }
  for (const host of ["10.1.2.3", "169.254.169.254", "[fe80::1]"]) {
    const error = await assertRejects(() => publicFetch()(new URL(`http://${host}:${port}/`), POST));
    assertMatch((error as Error).message, / is no public address$/);
  }
  assertEquals(requests, 0);
});

Deno.test({
  name:
    "publicFetch connects to the address that it checked, however the name changes, and the certificate is the name's",
  // Kept connections outlive the calls.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    await using certificates = await makeCertificates();
    const { certFile, keyFile } = await certificates.issue("hook", { subject: "DNS:hook.example" });
    const [ca, cert, key] = await Promise.all(
      [certificates.caFile, certFile, keyFile].map((file) => Deno.readTextFile(file)),
    ) as [string, string, string];
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, cert, key, onListen: () => {} },
      async (request) => Response.json([new URL(request.url).hostname, await request.text()]),
    );
    const looked: string[] = [];
    const checked: string[] = [];
    const fetch = publicFetch({
      // A name with a short life: public when it is checked, this machine when it is used.
      resolve: (name, _, found) =>
        found(null, [{ address: looked.push(name) > 1 ? "10.0.0.1" : "127.0.0.1", family: 4 }]),
      isPublic: (address) => checked.push(address) > 0 && address === "127.0.0.1",
      ca,
    });
    const at = (host: string) => new URL(`https://${host}:${server.addr.port}/`);
    assertEquals(await (await fetch(at("hook.example"), POST)).json(), ["hook.example", "{}"]);
    assertEquals([looked, checked], [["hook.example"], ["127.0.0.1"]], "looked up once, and that was called");
    const stranger = publicFetch({
      resolve: (_, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]),
      isPublic: () => true,
      ca,
    });
    const error = await assertRejects(() => stranger(at("other.example"), POST));
    assert(/altnames|certificate/.test((error as Error).message), String(error));
  },
});
