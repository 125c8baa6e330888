import { make } from "../survey/dom";
import { guard } from "../src/guard";
import type { Heard } from "../src/host";
import { STYLE } from "./style";

/** An event as it was told or sent. */
type Told = Heard & { id?: string };

/** What the collector answers to a batch. */
interface Answer {
  rejected?: { index: number; code: string; message: string }[];
}

/** The list of what the visitor's own browser tells the collector. */
export interface Panel {
  /** Adds an event, or changes what is said of one that is there. */
  _told(event: Told, state: string): void;
  /** Reads a request and what the collector answered. */
  _answered(body: string, answer: Response): void;
}

/** How many events are listed, the newest first. */
const SHOWN = 200;

/** Lays the list over a corner of the page, as the prompt of surveys does. */
export function newPanel(): Panel {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const host = make("safar-debug" as "div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const title = make("h2", {}, "Safar: no events yet");
  const close = make("button", { type: "button", "aria-label": "Close" }, "×");
  const list = make("ol");
  const panel = make("section", { "aria-label": "Events that Safar's tag sends", lang: "en", dir: "ltr" }, title, close, list);
  close.onclick = guard(() => host.remove());
  root.append(panel);
  document.documentElement.append(host);

  const states = new Map<string, HTMLElement>();
  let count = 0;

  function told(event: Told, state: string): void {
    const known = states.get(event.id!);
    if (known) {
      known.textContent = state;
      return;
    }
    const said = make("span", {}, state);
    const { name, touchpoint } = event;
    const summary = make("summary", {}, make("b", {}, name), touchpoint ? ` ${touchpoint} ` : " ", said);
    list.prepend(make("li", {}, make("details", {}, summary, make("pre", { tabindex: "0" }, JSON.stringify(event, null, 1)))));
    list.children[SHOWN]?.remove();
    states.set(event.id!, said);
    title.textContent = `Safar: events ${++count}`;
  }

  async function answered(body: string, answer: Response): Promise<void> {
    const { events } = JSON.parse(body) as { events: Told[] };
    const text = answer.ok ? await answer.text() : "";
    const { rejected = [] } = (text ? JSON.parse(text) : {}) as Answer;
    events.forEach((event, i) => {
      const no = rejected.find(({ index }) => index === i);
      told(event, no ? `refused: ${no.code}, ${no.message}` : answer.ok ? "taken" : `not taken: ${answer.status}`);
    });
  }

  return { _told: told, _answered: (body, answer) => void answered(body, answer).catch(() => {}) };
}
