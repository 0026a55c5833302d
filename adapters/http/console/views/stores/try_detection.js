// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { itemsOf } from "../../app/api.js";
import { useChanges } from "../../app/changes.js";
import { useResource } from "../../app/resource.js";
import { ServerText } from "../../app/server_text.js";
import { format, t } from "../../app/state.js";
import { Badge, Empty, Figures, Section, Table, Trouble } from "../../app/widgets.js";

/** dBm of one who stands there, and of what is heard from there. */
const NEAR = -52;
const FAR = -84;
const UNHEARD = -101;

/** Where a phone that hears these levels would be placed, and why. Nothing is stored. @param {{ store: string }} props */
export function TryDetection({ store }) {
  const beacons = useResource(`/v1/stores/${encodeURIComponent(store)}/beacons`);
  const places = itemsOf(beacons.data);
  const [levels, setLevels] = useState(/** @type {Record<string, number>} */ ({}));
  const [tried, setTried] = useState(/** @type {any} */ (null));
  const { failure, send } = useChanges();

  useEffect(() => {
    const readings = places.filter(({ beaconId }) => (levels[beaconId] ?? UNHEARD) > UNHEARD)
      .map(({ beaconId, uuid, major, minor }) => ({ uuid: uuid ?? beaconId, major, minor, rssi: levels[beaconId] }));
    if (readings.length === 0) return setTried(null);
    let isWanted = true;
    send("POST", "/v1/detections/try", { customerId: "nobody", readings }).then((answer) => {
      if (isWanted) setTried(answer.ok ? answer.data : null);
    });
    return () => {
      isWanted = false;
    };
  }, [levels]);

  /** @param {string} here */
  const standAt = (here) =>
    setLevels(Object.fromEntries(places.map(({ beaconId }) => [beaconId, beaconId === here ? NEAR : FAR])));

  return html`<${Section} id="try-title" title=${t("tryDetection")} note=${t("tryDetectionNote")} of=${[beacons]}>
    ${places.length === 0 && html`<${Empty}>${t("noBeacons", { store })}</${Empty}>`}
    <ul class="levels">
      ${
    places.map(({ beaconId, location }) =>
      html`
        <li key=${beaconId}>
          <label for=${`level ${beaconId}`}>${location.name}</label>
          <input id=${`level ${beaconId}`} type="range" min=${UNHEARD} max="-30" value=${levels[beaconId] ?? UNHEARD}
            aria-valuetext=${levelText(levels[beaconId])}
            onChange=${(/** @type {any} */ event) =>
              setLevels({ ...levels, [beaconId]: Number(event.target.value) })} />
          <output>${levelText(levels[beaconId])}</output>
          <button onClick=${() => standAt(beaconId)} aria-label=${t("standAtOf", { name: location.name })}>${t(
            "standAt",
          )}</button>
        </li>
      `
    )
  }
    </ul>
    ${failure && html`<${Trouble} failure=${failure} />`}
    <div role="status">${tried && html`<${Tried} tried=${tried} />`}</div>
  </${Section}>`;
}

/** @param {{ tried: any }} props */
function Tried({ tried }) {
  const { place, confidence, neededConfidence, refusal, places } = tried;
  const { percent } = format.value;
  return html`
    <${Figures} figures=${[
      { name: t("place"), value: place.location.name },
      {
        name: t("confidence"),
        value: percent(confidence),
        note: t("neededConfidence", { share: percent(neededConfidence) }),
      },
      {
        name: t("decision"),
        value: html`<${Badge} tone=${refusal ? "bad" : "good"}>${
          t(refusal ? "notIdentified" : "identified")
        }</${Badge}>`,
        note: refusal && html`<${ServerText} code=${refusal.code} text=${refusal.message} />`,
      },
    ]} />
    <${Table} label=${t("sharesOfPlaces")} rows=${places} keyOf=${(/** @type {any} */ { beaconId }) =>
      beaconId} columns=${[
      { title: t("place"), main: true, cell: (/** @type {any} */ row) => row.location.name },
      { title: t("shareOfPlace"), number: true, cell: (/** @type {any} */ row) => percent(row.share) },
      { title: t("strongest"), number: true, cell: (/** @type {any} */ row) => `${row.strongest} dBm` },
    ]} />
  `;
}

/** @param {number | undefined} level */
function levelText(level = UNHEARD) {
  return level <= UNHEARD ? t("unheard") : `${level} dBm`;
}
