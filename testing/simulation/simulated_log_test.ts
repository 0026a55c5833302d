import { logContract } from "../../application/shared/log_contract.ts";
import { FreeWorld } from "./free_world.ts";
import { SimulatedLog } from "./log.ts";
import { Network } from "./network.ts";
import { Process } from "./world.ts";

logContract("the simulation", () => {
  const world = new FreeWorld(1);
  const log = new SimulatedLog(world, new Network(world), { batch: 7, isRetried: () => true });
  let named = 0;
  const own = () => log.as(new Process(`process ${++named}`, 0));
  const process = own();
  return Promise.resolve({
    writer: process,
    inspector: process,
    scanner: process,
    newReader: own,
    newTopic: () => {
      const topic = `topic ${++named}`;
      log.create(topic);
      return Promise.resolve(topic);
    },
    newGroup: () => `group ${++named}`,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});
