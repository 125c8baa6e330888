import { guard } from "../src/guard";
import type { Late } from "./late";

/** The survey's file and what its content has to be; set by the build. */
declare const SURVEY_FILE: string;
declare const SURVEY_INTEGRITY: string;
/** Those of what asks by itself. */
declare const ASKING_FILE: string;
declare const ASKING_INTEGRITY: string;

/**
 * Lets the page ask the visitor a question. What draws it is a file of its own, fetched when
 * the first question is due, which then takes over the command. Where the merchant has set up
 * surveys, another file finds out when one is due.
 */
export function offerSurveys(late: Late): void {
  late.commands.survey = (survey: SafarSurvey) => {
    if (late.asked.push(survey) === 1) {
      late.load(SURVEY_FILE, SURVEY_INTEGRITY);
    }
  };
  guard(() => {
    fetch(new URL("v1/questions?key=" + late.tag.dataset.site, late.tag.src), { credentials: "omit" })
      .then((answer) => answer.json())
      .then(
        ({ surveys }) => {
          if (surveys[0]) {
            late.surveys = surveys;
            late.load(ASKING_FILE, ASKING_INTEGRITY);
          }
        },
        () => {}, // then nobody is asked
      );
  })();
}
