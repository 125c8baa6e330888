import { newID } from "./id";
import { guard } from "./guard";
import type { Ask } from "../survey/survey";

/** The survey's file beside the tag's, and what its content has to be; set by the build. */
declare const SURVEY_FILE: string;
declare const SURVEY_INTEGRITY: string;

/**
 * Asks the visitor a question. What draws it is a file of its own, fetched when the first
 * question is due; the element that fetches it hands it over.
 */
export function newSurveys(tag: HTMLScriptElement, track: (name: string, params: object) => void) {
  let ask: Ask | undefined;
  return (survey: SafarSurvey): void => {
    if (ask) {
      ask(survey, track, newID);
      return;
    }
    const script: HTMLScriptElement & { safar?: Ask } = Object.assign(document.createElement("script"), {
      src: new URL(SURVEY_FILE, tag.src).href,
      integrity: SURVEY_INTEGRITY,
      crossOrigin: "anonymous",
      nonce: tag.nonce || "",
      onload: guard(() => (ask = script.safar)?.(survey, track, newID)),
    });
    document.head.append(script);
  };
}
