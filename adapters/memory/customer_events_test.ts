import { customerEventsContract } from "../../application/identity/ports/customer_events_contract.ts";
import { MemoryCustomerEvents } from "./customer_events.ts";

customerEventsContract("memory", () => {
  const record = new MemoryCustomerEvents();
  return Promise.resolve({ events: record, record, otherwise: record, [Symbol.asyncDispose]: async () => {} });
});
