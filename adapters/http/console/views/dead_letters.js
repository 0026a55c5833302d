// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { itemsOf } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { openId } from "../app/router.js";
import { ServerText } from "../app/server_text.js";
import { format, t } from "../app/state.js";
import { Badge, Empty, Section, Table, Trouble } from "../app/widgets.js";
import { DeadLetter } from "./dead_letter.js";
import { Outcomes } from "./redrive_outcomes.js";

const API = "/v1/commerce/dead-letters";
const REFRESH_MS = 10_000;
const OPEN = "dead-letters/";

/** @param {any} letter */
export const placeOf = ({ stream, partition, offset }) => `${stream}/${partition}/${offset}`;

/** Messages that could not be stored: read, tried, sent again. `/operations/dead-letters/…` is one of them. */
export function DeadLetters() {
  const page = useResource(`${API}?limit=200`, REFRESH_MS);
  const [chosen, setChosen] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  const [reports, setReports] = useState(/** @type {any[]} */ ([]));
  const { failure, send } = useChanges();
  const rows = itemsOf(page.data);
  const again = new Set(rows.map(({ redriveOf }) => redriveOf));
  const waiting = rows.filter(({ redriven }) => !redriven);
  const open = openId.value?.startsWith(OPEN) ? openId.value.slice(OPEN.length) : null;

  /** One call for each stream. @param {any[]} bodies @param {boolean} dryRun */
  async function redrive(bodies, dryRun) {
    const answers = [];
    for (const body of bodies) answers.push(await send("POST", `${API}/redrive`, { ...body, dryRun }));
    setReports(answers.flatMap((answer) => answer.ok ? [answer.data] : []));
    if (!dryRun) setChosen(new Set());
    page.reload();
  }

  /** @param {boolean} dryRun */
  function redriveChosen(dryRun) {
    const letters = waiting.filter((letter) => chosen.has(placeOf(letter)));
    return redrive(
      [...Map.groupBy(letters, ({ stream }) => stream)].map(([stream, own]) => (
        { stream, letters: own.map(({ partition, offset }) => ({ partition, offset })) }
      )),
      dryRun,
    );
  }

  /** @param {string} place @param {boolean} isChosen */
  function choose(place, isChosen) {
    const others = [...chosen].filter((each) => each !== place);
    setChosen(new Set(isChosen ? [...others, place] : others));
  }

  return html`
    ${open !== null && html`<${DeadLetter} key=${open} place=${open} onSent=${page.reload} />`}
    <${Section} id="dead-title" title=${t("deadLetters")} note=${t("deadLettersNote")} of=${[page]}>
      ${failure && html`<${Trouble} failure=${failure} />`}
      ${rows.length === 0 ? html`<${Empty}>${t("noDeadLetters")}</${Empty}>` : html`
        <div class="row" role="group" aria-label=${t("chosenLetters")}>
          <button disabled=${chosen.size === 0} onClick=${() => redriveChosen(true)}>${t("tryChosen")}</button>
          <button class="main" disabled=${chosen.size === 0} onClick=${() => redriveChosen(false)}>
            ${t("sendChosen", { count: chosen.size })}
          </button>
          <button onClick=${() => setChosen(new Set(waiting.map(placeOf)))}>${t("chooseAll")}</button>
        </div>
        <${Reasons} waiting=${waiting} onRedrive=${redrive} />
        <${Outcomes} reports=${reports} />
        <${Table} label=${t("deadLetters")} rows=${rows} keyOf=${placeOf} columns=${[
          {
            title: t("choose"),
            cell: (/** @type {any} */ row) =>
              html`
                <input type="checkbox" checked=${chosen.has(placeOf(row))} disabled=${row.redriven !== null}
                  aria-label=${t("chooseOf", { place: placeOf(row) })}
                  onChange=${(/** @type {any} */ event) => choose(placeOf(row), event.target.checked)} />
              `,
          },
          {
            title: t("reason"),
            main: true,
            cell: (/** @type {any} */ row) =>
              html`<a href=${`/operations/${OPEN}${placeOf(row)}`}><${ServerText} code=${row.code} text=${
                row.cause || row.code
              } /></a>`,
          },
          { title: t("topic"), cell: (/** @type {any} */ { of }) => `${of.topic} ${of.partition}/${of.offset}` },
          {
            title: t("state"),
            cell: (/** @type {any} */ row) =>
              html`<${LetterState} letter=${row} failedAgain=${
                again.has(`${row.topic}/${row.partition}/${row.offset}`)
              } />`,
          },
          { title: t("at"), number: true, cell: (/** @type {any} */ { at }) => format.value.moment(at) },
        ]} />
      `}
    </${Section}>
  `;
}

/** All of a reason at once. @param {{ waiting: any[], onRedrive: (bodies: any[], dryRun: boolean) => void }} props */
function Reasons({ waiting, onRedrive }) {
  const reasons = [...Map.groupBy(waiting, ({ stream, code }) => `${stream} ${code}`)];
  if (reasons.length === 0) return null;
  return html`
    <ul class="scenarios" aria-label=${t("reasons")}>
      ${reasons.map(([name, [{ stream, code }, ...more]]) =>
        html`
          <li key=${name}>
            <b>${code}</b> <span class="quiet">${stream} · ${format.value.whole(more.length + 1)}</span>${" "}
            <button onClick=${() => onRedrive([{ stream, code }], true)}
              aria-label=${t("tryOf", { name })}>${t("try")}</button>${" "}
            <button onClick=${() => onRedrive([{ stream, code }], false)}
              aria-label=${t("sendAgainOf", { name })}>${t("sendAgain")}</button>
          </li>
        `
      )}
    </ul>
  `;
}

/** @param {{ letter: any, failedAgain: boolean }} props */
function LetterState({ letter, failedAgain }) {
  if (failedAgain) return html`<${Badge} tone="bad">${t("failedAgain")}</${Badge}>`;
  if (!letter.redriven) return html`<${Badge}>${t(letter.redriveOf ? "cameBack" : "putAside")}</${Badge}>`;
  const time = letter.redriven.at === null ? "" : format.value.moment(letter.redriven.at);
  return html`<${Badge} tone="good">${t("sentAgain")}</${Badge}> <span class="quiet">${time}</span>`;
}
