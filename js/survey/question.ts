import { make } from "./dom";
import { type Kind, REASONS, type Scored, type Texts } from "./texts";

/** The lowest and the highest score of a kind. */
const SCALES: Record<Scored, [number, number]> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

/** A question with native radios: keys, labels and groups work as everywhere. */
export function question(kind: Exclude<Kind, "text">, wording: string, texts: Texts, lang: string): HTMLFieldSetElement {
  const legend = make("legend", {}, wording);
  const choice = (value: string) => make("input", { type: "radio", name: "answer", value, required: "" });
  if (kind === "reason") {
    const labels = REASONS.map((reason, i) => make("label", {}, choice(reason), texts.reasons[i]!));
    return make("fieldset", {}, legend, make("div", { class: "list" }, ...labels));
  }
  const [low, high] = SCALES[kind];
  let digits: Intl.NumberFormat;
  try {
    digits = new Intl.NumberFormat(lang);
  } catch {
    digits = new Intl.NumberFormat(); // what the page calls its language is none
  }
  const scale = make("div", { class: "scale" });
  for (let score = low; score <= high; score++) {
    scale.append(make("label", {}, choice(String(score)), make("span", {}, digits.format(score))));
  }
  const [lowest, highest] = texts.ends[kind];
  const ends = make("div", { class: "ends", id: "ends" }, make("span", {}, lowest), make("span", {}, highest));
  return make("fieldset", { "aria-describedby": "ends" }, legend, scale, ends);
}
