// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { itemsOf } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";
import { signal } from "@preact/signals";
import { Empty, Section, Trouble } from "../app/widgets.js";

const SHOWN = 12;
/** Off at first: the servers of suppliers and marketplaces see who looks. */
const hasPictures = signal(false);

/** Products that resemble what sells, to be accepted or rejected one by one. */
export function Candidates() {
  const found = useResource(`/v1/sourcing/candidates?status=FOUND&limit=${SHOWN}`, 15_000);
  const [decided, setDecided] = useState(/** @type {string | null} */ (null));
  const { failure, send } = useChanges();
  const rows = itemsOf(found.data);

  /** @param {any} row @param {"ACCEPTED" | "REJECTED"} status */
  async function decide({ candidate, product }, status) {
    const answer = await send("PATCH", `/v1/sourcing/candidates/${candidate.id}`, { status });
    if (answer.ok) setDecided(t(status === "ACCEPTED" ? "wasAccepted" : "wasRejected", { name: product.name }));
    found.reload();
  }

  return html`<${Section} id="candidates-title" title=${t("candidates")} note=${t("candidatesNote")} of=${[found]}>
    ${failure && html`<${Trouble} failure=${failure} />`}
    <p class="row">
      <button aria-pressed=${hasPictures.value} aria-describedby="pictures-note"
        onClick=${() => (hasPictures.value = !hasPictures.value)}>${t("showPictures")}</button>
      <span id="pictures-note" class="quiet">${t("picturesNote")}</span>
    </p>
    <p role="status" class="quiet">${decided}</p>
    ${rows.length === 0 && html`<${Empty}>${t("noCandidates")}</${Empty}>`}
    <ul class="pairs">
      ${
    rows.map((row) =>
      html`
        <li key=${row.candidate.id}>
          <div>
            <h3>${t("ourProduct")}</h3>
            <${Picture} url=${row.product.imageUrls[0] ?? null} name=${row.product.name} />
            <p lang="ko">${row.product.name}</p>
            <p class="price">${format.value.won(row.product.sellingPrice)}</p>
            <p class="quiet">${t("margin", { share: format.value.percent(row.product.marginRate) })}</p>
          </div>
          <${Benchmark} benchmark=${row.benchmark} />
          <div class="row">
            <span class="quiet">${t("likeness", { score: format.value.percent(row.candidate.score) })}</span>
            <button class="main" onClick=${() => decide(row, "ACCEPTED")}
              aria-label=${t("acceptOf", { name: row.product.name })}>${t("accept")}</button>
            <button onClick=${() => decide(row, "REJECTED")}
              aria-label=${t("rejectOf", { name: row.product.name })}>${t("reject")}</button>
          </div>
        </li>
      `
    )
  }
    </ul>
  </${Section}>`;
}

/** @param {{ benchmark: any }} props */
function Benchmark({ benchmark }) {
  if (!benchmark) {
    return html`
      <div>
        <h3>${t("bestSeller")}</h3>
        <p class="quiet">${t("benchmarkGone")}</p>
      </div>
    `;
  }
  const { name, price, market, salesRank, reviewCount, imageUrl } = benchmark;
  return html`
    <div>
      <h3>${t("bestSeller")}</h3>
      <${Picture} url=${imageUrl} name=${name} />
      <p lang="ko">${name}</p>
      <p class="price">${format.value.won(price)}</p>
      <p class="quiet">
          ${market}${salesRank === null ? "" : ` · ${t("rank", { rank: salesRank })}`} · ${t("reviews", {
            count: format.value.whole(reviewCount),
          })}
        </p>
    </div>
  `;
}

/** Of another server: without a referrer, and only when pictures are wanted. @param {{ url: string | null, name: string }} props */
function Picture({ url, name }) {
  const [isBroken, setBroken] = useState(false);
  if (!hasPictures.value) return null;
  if (!url?.startsWith("https://") || isBroken) return html`<p class="picture quiet">${t("noPicture")}</p>`;
  return html`
    <img class="picture" src=${url} alt=${t("pictureOf", { name })} width="128" height="128" loading="lazy"
      decoding="async" referrerpolicy="no-referrer" onError=${() => setBroken(true)} />
  `;
}
