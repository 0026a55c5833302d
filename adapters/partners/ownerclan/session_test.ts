import { assert, assertEquals, assertRejects } from "@std/assert";
import { ownerclanServer } from "../../../testing/partners/ownerclan_server.ts";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { authUrlOf, loginIn } from "./api.ts";
import { LoginRefused, OwnerclanSession } from "./session.ts";

const DAY_MS = 86_400_000;
const login = (url: string, password = "p:ss") => ({ authUrl: authUrlOf(url), username: "seller", password });
const tokenOf = async (session: OwnerclanSession, refused: string | null = null) => {
  const tried = await session.token(refused);
  assert("answer" in tried, String("again" in tried && tried.again));
  return tried.answer;
};

Deno.test("OwnerclanSession logs in once for all who wait, and again a day before the token ends", async () => {
  await using server = ownerclanServer();
  let now = Date.now();
  const session = new OwnerclanSession(login(server.url), () => now);
  const [token, ...others] = await Promise.all([1, 2, 3].map(() => tokenOf(session)));
  assertEquals([others, server.logins.length], [[token, token], 1]);
  now += 28.9 * DAY_MS;
  assertEquals(await tokenOf(session), token);
  now += 0.2 * DAY_MS;
  assert(await tokenOf(session) !== token);
  assertEquals(server.logins.length, 2);
});

Deno.test("OwnerclanSession renews a token that was refused once, however many calls it was refused to", async () => {
  await using server = ownerclanServer();
  const session = new OwnerclanSession(login(server.url));
  const first = await tokenOf(session);
  const renewed = await Promise.all([1, 2, 3].map(() => tokenOf(session, first)));
  assertEquals([new Set(renewed).size, await tokenOf(session, first), server.logins.length], [1, renewed[0]!, 2]);
});

Deno.test("OwnerclanSession says why it can't log in, and what may go better", async () => {
  await using server = ownerclanServer();
  await assertRejects(() => new OwnerclanSession(login(server.url, "wrong")).token(), LoginRefused, "HTTP 401");
  const answers = [
    new Response("no.t a.token"),
    Response.json({ token: "a.b.c" }),
    new Response("", { status: 503, headers: { "retry-after": "2" } }),
    new Response('"a.b.c"'),
  ];
  await using auth = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => answers.shift()!);
  const session = new OwnerclanSession({
    ...{ authUrl: `http://127.0.0.1:${auth.addr.port}/auth`, username: "u", password: "p" },
  });
  await assertRejects(() => session.token(), LoginRefused, "the answer is no token");
  await assertRejects(() => session.token(), LoginRefused, "the answer is no token");
  const tried = await session.token();
  assertEquals("again" in tried && tried.afterMs, 2_000);
  assertEquals(await tokenOf(session), "a.b.c");
});

Deno.test("authUrlOf finds the login of the API, of its sandbox and of a server of one's own", () => {
  assertEquals(
    [
      "https://api.ownerclan.com/v1/graphql",
      "https://api-sandbox.ownerclan.com/v1/graphql",
      "http://127.0.0.1:99/v1/graphql",
    ]
      .map(authUrlOf),
    ["https://auth.ownerclan.com/auth", "https://auth-sandbox.ownerclan.com/auth", "http://127.0.0.1:99/auth"],
  );
});

Deno.test("loginIn splits user and password, and reads what is percent-encoded", () => {
  assertEquals(loginIn("me:a:b"), { username: "me", password: "a:b" });
  assertEquals(loginIn("me%3Ayou:50%25%2C%20off"), { username: "me:you", password: "50%, off" });
  assertEquals(loginIn("me:100%"), { username: "me", password: "100%" });
  for (const token of [null, "me", ":secret"]) {
    const error = (() => {
      try {
        return loginIn(token);
      } catch (thrown) {
        return thrown;
      }
    })();
    assert(error instanceof PartnerUnavailable && !error.message.includes("secret"));
  }
});
