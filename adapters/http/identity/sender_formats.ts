import { z } from "zod";
import type { ReadPayload } from "../../../domain/identity/detection.ts";

export const SENDER_FORMATS = ["espresense", "room-assistant", "home-assistant"] as const;
type SenderFormat = typeof SENDER_FORMATS[number];

interface Sender {
  readonly read: ReadPayload;
  readonly example: Readonly<Record<string, unknown>>;
}

const UUID = "550e8400-e29b-41d4-a716-446655440000";

/** Payloads as these publish them; fields that no reading has are left out. */
export const SENDERS: Readonly<Record<SenderFormat, Sender>> = {
  espresense: {
    read: readEspresense,
    example: { id: `iBeacon:${UUID}-100-3`, rssi: -58.25, "rssi@1m": -59, distance: 1.4 },
  },
  "room-assistant": {
    read: readRoomAssistant,
    example: { id: `${UUID.replaceAll("-", "")}-100-3`, rssi: -58, measuredpower: -59, distance: 1.4 },
  },
  "home-assistant": {
    read: readHomeAssistant,
    example: {
      entity_id: "sensor.table_3_signal_strength",
      state: "-58",
      attributes: { uuid: UUID, major: 100, minor: 3, source: "C0:FF:EE:00:00:01", unit_of_measurement: "dBm" },
    },
  },
};

/** The detection in a body: as it is, or made of one payload or a list with the customer from the query. */
export function detectionFrom(body: unknown, customerId: string | undefined): unknown {
  const isDetection = isObject(body) && "readings" in body;
  const detection = isDetection ? body : { readings: Array.isArray(body) ? body : [body] };
  return customerId === undefined || "customerId" in detection ? detection : { ...detection, customerId };
}

/** "<uuid>-<major>-<minor>", with or without dashes in the UUID. */
const IBEACON_ID = /^([0-9a-f-]{32,36})-(\d{1,5})-(\d{1,5})$/i;
/** Other kinds of fingerprint are "name:…", "apple:…", "irk:…". */
const ESPRESENSE_ID = /^iBeacon:/i;

const heard = z.object({ id: z.string(), rssi: z.unknown() });

function readEspresense(payload: unknown): ReturnType<ReadPayload> {
  const parsed = heard.safeParse(payload);
  if (!parsed.success) return { reading: payload };
  const { id, rssi } = parsed.data;
  return ESPRESENSE_ID.test(id) ? ofId(id.replace(ESPRESENSE_ID, ""), rssi) : { ignored: "no_ibeacon" };
}

/** Its Bluetooth devices that are no iBeacon have an id of another form, and no major. */
function readRoomAssistant(payload: unknown): ReturnType<ReadPayload> {
  if (!isObject(payload) || "uuid" in payload) return { reading: fieldsOf(payload) };
  const parsed = heard.safeParse(payload);
  return parsed.success ? ofId(parsed.data.id, parsed.data.rssi) : { reading: payload };
}

/**
 * A state of the iBeacon Tracker: its signal strength sensor has the level as text in `state`. Its other sensors (measured
 * power is in dBm too) and its tracker know the beacon and no level. Attributes that have `rssi` are a reading as they are.
 */
function readHomeAssistant(payload: unknown): ReturnType<ReadPayload> {
  if (!isObject(payload) || !isObject(payload.attributes)) return { reading: fieldsOf(payload) };
  const { attributes, last_updated: observedAt } = payload;
  if (!("uuid" in attributes)) return { ignored: "no_ibeacon" };
  const rssi = attributes.rssi ?? levelOf(payload);
  if (rssi === null) return { ignored: "unknown_level" };
  return { reading: { ...fieldsOf(attributes) as object, rssi, ...(observedAt === undefined ? {} : { observedAt }) } };
}

const SIGNAL_STRENGTH = /_(signal_strength|rssi)(_\d+)?$/;
const LEVEL = /^-?\d+(\.\d+)?$/;

/** `null` for states such as "unavailable", and for those of other entities. */
function levelOf({ entity_id: entity, state }: Record<string, unknown>): number | null {
  return typeof entity === "string" && SIGNAL_STRENGTH.test(entity) && LEVEL.test(`${state}`) ? Number(state) : null;
}

function ofId(id: string, rssi: unknown): ReturnType<ReadPayload> {
  const [, uuid, major, minor] = IBEACON_ID.exec(id) ?? [];
  return uuid === undefined
    ? { ignored: "no_ibeacon" }
    : { reading: { uuid, major: Number(major), minor: Number(minor), rssi } };
}

function fieldsOf(payload: unknown): unknown {
  if (!isObject(payload)) return payload;
  const { uuid, major, minor, rssi } = payload;
  return { uuid, major, minor, rssi };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
