import { on } from "../src/guard";
import { BUTTON, clickable, describe, elementOf, ignored } from "./element";
import type { Report } from "./report";

/** Rage is so many clicks within so many pixels of the first, each so many ms after the one before. */
const CLICKS = 3;
const NEAR = 30;
const SOON = 1000;

/** Where people click fast and mean it: what is written in, drawn on, played, or picked from. */
const QUICK =
  "input,textarea,select,option,[contenteditable],canvas,video,audio,[role=slider],[role=spinbutton],[role=grid],[rel=next],[rel=prev]" +
  "stepper spinner quantity qty carousel slider swiper pagination pager calendar datepicker keypad"
    .split(" ")
    .map((word) => `,[class*=${word} i]`)
    .join("");
/** The same by what stands on it: numbers and signs, and the words of turning a page. */
const TURN = /^[\d۰-۹٠-٩+＋\-−–<>‹›«»←→▲▼…]+$|next|prev|more|increase|decrease|بعدی|قبلی|بیشتر|التالي|السابق|المزيد/i;

/** Tells of clicks again and again on the same spot of what looks as if it did something; in a text they select. */
export function watchRage(report: Report): void {
  let x = 0;
  let y = 0;
  let last = -SOON;
  let clicks = 0;

  on(document, "click", (event) => {
    const { isTrusted, detail, clientX, clientY, timeStamp } = event as MouseEvent;
    const at = elementOf(event);
    if (!isTrusted || !detail || !at) {
      return; // a script, or the keyboard
    }
    if (timeStamp - last > SOON || Math.hypot(clientX - x, clientY - y) > NEAR) {
      clicks = 0;
      x = clientX;
      y = clientY;
    }
    last = timeStamp;
    if (++clicks === CLICKS && clickable(at) && !quick(at) && !ignored(at, "rage")) {
      report("rage_click", { element: describe(at.closest(BUTTON) || at) });
    }
  });
}

function quick(at: Element): boolean {
  const button = at.closest(BUTTON);
  // What somebody wrote is not looked at, also where a button holds the field.
  const text = button && !button.querySelector(QUICK) ? button.textContent || "" : "";
  return !!at.closest(QUICK) || TURN.test((button?.getAttribute("aria-label") || text).trim().slice(0, 40));
}
