import type { Language, Survey } from "./shapes/surveys.ts";
import { base } from "./view.ts";

// preview shows the prompt as visitors see it: it is the very file that the tag loads, which
// finds a host on its element that reports to nobody.
export function preview(file: string, survey: Pick<Survey, "kind" | "questions">, lang: Language): void {
  document.querySelector("safar-survey")?.remove();
  const script = document.createElement("script");
  script.src = new URL(file, base).href;
  script.onload = () => script.remove();
  Object.assign(script, {
    safar: {
      asked: [{ kind: survey.kind, question: survey.questions[lang]?.trim(), lang }],
      commands: {}, track: () => undefined, id: () => "", consent: () => "full", step: () => "",
    },
  });
  document.head.append(script);
}
