import { make, writing } from "./dom";
import { question } from "./question";
import { STYLE } from "./style";
import { type Kind, textsOf } from "./texts";
import { SURVEY_ANSWERED, SURVEY_DISMISSED, SURVEY_SHOWN } from "../src/wire";
import { guard, later } from "../src/guard";
import type { Late } from "../late/late";

/** Milliseconds for which the thanks stand. */
const THANKS = 4000;
/** Characters of a comment. */
const COMMENT = 2000;

const TAG = "safar-survey";

/**
 * Asks a question, reports what comes of it, and names the response. Nobody is asked without
 * consent, none at the moment of paying, and one question at a time.
 */
export function ask(survey: SafarSurvey, { track, id, consent, step }: Pick<Late, "track" | "id" | "consent" | "step">): void {
  const kind: Kind = survey.kind;
  const lang = (survey.lang || document.documentElement.lang || navigator.language).replace("_", "-");
  const texts = textsOf(lang);
  if (!(kind in texts.question) || document.querySelector(TAG) || consent() === "none" || step() === "payment") {
    return;
  }

  // A constructed style sheet needs no leave of the page's Content-Security-Policy. Where there
  // are none, a prompt without its style would tear the page apart: then nobody is asked.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  const { touchpoint, stage } = survey;
  const facts = { survey_id: survey.survey_id || kind, response_id: id(Date.now()), kind, touchpoint, stage };
  const before = document.activeElement as HTMLElement | null;
  const host = make(TAG as "div", { dir: texts.direction });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const status = make("p", { role: "status" });
  const form = make("form");
  const wording = survey.question || texts.question[kind];
  const prompt = make("section", {
    role: "dialog", "aria-modal": "false", "aria-label": wording, tabindex: "-1", lang, dir: texts.direction,
  });
  const button = () => make("button", {}, texts.send);
  const closer = make("button", { type: "button", "aria-label": texts.close }, "×");

  let answer: object | undefined;

  function close(): void {
    if (!answer) {
      track(SURVEY_DISMISSED, facts);
    }
    remove();
  }

  function remove(): void {
    const inside = root.activeElement;
    host.remove();
    if (inside && before) {
      before.focus({ preventScroll: true });
    }
  }

  function answered(event: Event): void {
    event.preventDefault();
    const value = (form.elements.namedItem("answer") as RadioNodeList).value;
    answer = { ...facts, ...(kind === "reason" ? { reason: value } : { score: Number(value) }) };
    track(SURVEY_ANSWERED, answer);
    write(texts.comment).focus({ preventScroll: true });
  }

  /** Asks for own words: to an answer, or as one. */
  function write(label: string): HTMLTextAreaElement {
    const words = make("textarea", { id: "words", maxlength: String(COMMENT) });
    form.onsubmit = guard((event: Event) => {
      event.preventDefault();
      const text = words.value.trim();
      if (text) {
        answer = { ...(answer || facts), text };
        track(SURVEY_ANSWERED, answer);
      }
      if (answer) {
        thank();
      }
    });
    form.replaceChildren(make("label", { for: "words" }, label), words, button());
    return words;
  }

  function thank(): void {
    const inside = root.activeElement;
    form.remove();
    status.textContent = texts.thanks;
    if (inside) {
      prompt.focus({ preventScroll: true });
    }
    later(remove, THANKS);
  }

  if (kind === "text") {
    write(wording);
  } else {
    form.append(question(kind, wording, texts, lang), button());
    form.onsubmit = guard(answered);
  }
  closer.onclick = guard(close);
  // What is typed in here is neither a shortcut of the page's nor for a dialog of its own.
  prompt.onkeydown = guard((event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      close();
    }
  });
  prompt.append(form, status, closer);
  root.append(prompt);
  document.documentElement.append(host); // the body may not be there yet, or be a framework's
  if (writing(before)) {
    // Who writes keeps the focus and hears of the question.
    later(() => (status.textContent = wording), 99);
  } else {
    prompt.focus({ preventScroll: true });
  }
  track(SURVEY_SHOWN, facts);
}
