// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { ServerText } from "../app/server_text.js";
import { format, t } from "../app/state.js";

const SHOWN = 20;
/** @type {Record<string, import("../words.js").Word>} */
const WORDS = {
  accepted: "wouldBeStored",
  sent: "sentAgain",
  refused: "wouldFail",
  redriven: "sentBefore",
  gone: "noLongerThere",
};

/** What became, or would become, of each dead letter. @param {{ reports: any[] }} props */
export function Outcomes({ reports }) {
  const items = reports.flatMap(({ stream, items }) => items.map((/** @type {any} */ item) => ({ ...item, stream })));
  const counts = [...Map.groupBy(items, ({ outcome }) => outcome)].map(([outcome, own]) =>
    `${t(WORDS[outcome] ?? "state")}: ${format.value.whole(own.length)}`
  );
  const more = reports.some((report) => report.more) ? ` ${t("moreLetters")}` : "";
  return html`
    <div role="status">
      ${reports.length > 0 && html`<p><b>${items.length === 0 ? t("noneToSend") : counts.join(" · ")}</b>${more}</p>`}
      <ul class="outcomes">
        ${items.slice(0, SHOWN).map(({ stream, partition, offset, outcome, code, detail, sentTo }) =>
          html`<li key=${`${stream}/${partition}/${offset}`}>
            <span class="quiet">${stream}/${partition}/${offset}</span> ${t(WORDS[outcome] ?? "state")}${
            detail
              ? html`: <${ServerText} code=${code ?? ""} text=${detail} />`
              : sentTo
              ? ` (${stream} ${sentTo.partition}/${sentTo.offset})`
              : ""
          }
          </li>`
        )}
      </ul>
    </div>
  `;
}
