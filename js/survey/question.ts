import { make } from "./dom";
import type { Kind, Texts } from "./texts";

/** The lowest and the highest score of a kind. */
const SCALES: Record<Exclude<Kind, "reason">, [number, number]> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

/** A question with native radios: keys, labels and groups work as everywhere. */
export function question(kind: Kind, wording: string, texts: Texts, lang: string): HTMLFieldSetElement {
  const legend = make("legend", {}, wording);
  const choice = (value: string) => make("input", { type: "radio", name: "answer", value, required: "" });
  if (kind === "reason") {
    const labels = Object.entries(texts.reasons).map(([reason, text]) => make("label", {}, choice(reason), text));
    return make("fieldset", {}, legend, make("div", { class: "list" }, ...labels));
  }
  const [low, high] = SCALES[kind];
  const digits = new Intl.NumberFormat(lang);
  const scale = make("div", { class: "scale" });
  for (let score = low; score <= high; score++) {
    scale.append(make("label", {}, choice(String(score)), make("span", {}, digits.format(score))));
  }
  const [lowest, highest] = texts.ends[kind];
  const ends = make("div", { class: "ends", id: "ends" }, make("span", {}, lowest), make("span", {}, highest));
  return make("fieldset", { "aria-describedby": "ends" }, legend, scale, ends);
}
