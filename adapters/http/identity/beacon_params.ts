import { z } from "@hono/zod-openapi";
import { idParam } from "../server/id_param.ts";
import { PLAIN } from "./plain.ts";

export const SAMPLE_UUID = "550e8400-e29b-41d4-a716-446655440000";

export const beaconParams = z.object({
  id: idParam(64).openapi({
    description: "The beacon's UUID, or a name where several beacons send the same one",
    example: SAMPLE_UUID,
  }),
});

export const storeOfBeaconsParams = z.object({
  store: idParam(64).openapi({ description: "Id of the store", example: "store100", ...PLAIN }),
});
