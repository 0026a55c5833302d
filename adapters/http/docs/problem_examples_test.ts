import { assertEquals } from "@std/assert";
import { withApp } from "../../../testing/http/call.ts";

Deno.test("the document's example of a refusal has the members of the server's answer, and its headers", () =>
  withApp(async (call) => {
    const { body: document } = await call("GET /openapi.json");
    const { value: example } = document.components.examples.invalid_input;
    const { body } = await call("GET /v1/users?page=2");
    assertEquals(Object.keys(example), Object.keys(body));
    assertEquals(Object.keys(example.errors[0]), Object.keys(body.errors[0]));
    const name = document.paths["/v1/users"].get.responses["429"].$ref?.split("/").at(-1);
    const limited = name === undefined
      ? document.paths["/v1/users"].get.responses["429"]
      : document.components.responses[name];
    assertEquals(Object.keys(limited.headers), ["retry-after"]);
  }));

Deno.test("a body that the operation does not take is refused as the document says where it is too large", () =>
  withApp(async (call) => {
    const { body: document } = await call("GET /openapi.json");
    for (const [method, path] of [["POST", "/v1/orders/{id}/cancel"], ["DELETE", "/v1/orders/{id}"]] as const) {
      const { status } = await call(`${method} ${path.replace("{id}", "O-1")}`, {
        headers: { "content-length": "99999999" },
      });
      assertEquals([status, status in document.paths[path][method.toLowerCase()].responses], [413, true]);
    }
  }));
