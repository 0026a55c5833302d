import { createLogger } from "./logger.ts";
import { connectionLimits, servePort } from "./serve_port.ts";

// A process of its own, for a test to run it with few descriptors.
const server = servePort(
  { host: "127.0.0.1", port: 0, variable: "PORT" },
  { log: createLogger("limited", "warn"), limits: connectionLimits({ perAddress: Number(Deno.args[0]) }) },
  () => Response.json({ connections: server.connections() }),
);
console.log(server.addr.port);
