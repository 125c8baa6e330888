import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { preview } from "../preview.ts";
import type { Language, Survey } from "../shapes/surveys.ts";
import { surveys as words } from "../text/surveys.ts";

const languages = { en: words.english, fa: words.persian, ar: words.arabic } as const;

// Previews show a survey's prompt in each language.
export function Previews({ survey, file }: { survey: Pick<Survey, "kind" | "questions">; file: string }): JSX.Element {
  const { t } = useWorld().format;
  return (
    <span class="actions" role="group" aria-label={t(words.previewIn)}>
      <span class="small muted">{t(words.previewIn)}</span>
      {(Object.keys(languages) as Language[]).map((lang) => (
        <button key={lang} type="button" class="button quiet small" onClick={() => preview(file, survey, lang)}>{t(languages[lang])}</button>
      ))}
    </span>
  );
}
