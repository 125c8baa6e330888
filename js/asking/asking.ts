import { guard, later, on } from "../src/guard";
import type { Heard } from "../src/host";
import type { Late } from "../late/late";
import { PAGE_VIEW, SURVEY_SHOWN } from "../src/wire";
import { newMemory } from "./memory";
import { meant, type Plan } from "./plan";

/** Milliseconds of a day, and of the rest that a visitor has after any question. */
const DAY = 86400_000;
/** What the memory calls that rest. */
const ANY = "";
/** Milliseconds after which a page that nobody sees is looked at again. */
const AGAIN = 1000;

/**
 * Asks what the merchant has set up when it is time: on the pages that are meant, after the
 * occasion, a share of the visitors, each survey once in its days and one on a page. Who did
 * not agree to be recognised is known for as long as the page lives.
 */
export function askInTime(plans: Plan[], late: Pick<Late, "hear" | "url" | "consent" | "commands" | "leaving">): void {
  const memory = newMemory(() => late.consent() === "full");
  /** Those whose time has come once the pointer leaves. */
  let leaving: Plan[] = [];
  let waiting: Plan[] = [];
  let page = 0;
  let shown = false;

  /** Whether a visitor is one of those who are asked; who was drawn stays so. */
  function drawn({ survey_id: id, share, days }: Plan): boolean {
    const until = memory.of(id);
    if (until === 0) {
      return true;
    }
    if (until! > Date.now()) {
      return false;
    }
    const is = Math.random() * 100 < share;
    memory.set(id, is ? 0 : Date.now() + days * DAY);
    return is;
  }

  function await_(plan: Plan): void {
    const here = page;
    const due = () => {
      if (here !== page) {
        return; // the visitor is elsewhere
      }
      if (document.visibilityState === "hidden") {
        later(due, AGAIN);
      } else if (plan.leaving) {
        leaving.push(plan);
      } else {
        ask(plan);
      }
    };
    waiting.push(plan);
    later(due, plan.seconds * 1000);
  }

  function ask(plan: Plan): void {
    if (!shown && !(memory.of(ANY)! > Date.now())) {
      const { survey_id, kind, questions, touchpoint, stage } = plan;
      const language = (document.documentElement.lang || navigator.language).slice(0, 2).toLowerCase();
      const question = questions?.[language === "fa" || language === "ar" ? language : "en"];
      late.commands.survey!({ survey_id, kind, touchpoint, stage, question });
    }
  }

  function hear({ name, touchpoint, params }: Heard): void {
    if (name === PAGE_VIEW) {
      page++;
      waiting = [];
      leaving = [];
    }
    if (name === SURVEY_SHOWN) {
      shown = true;
      const id = params.survey_id as string;
      const plan = plans.find((plan) => plan.survey_id === id);
      memory.set(ANY, Date.now() + DAY);
      memory.set(id, Date.now() + (plan ? plan.days : 0) * DAY);
    }
    for (const plan of plans) {
      const is = { page: name === PAGE_VIEW, touchpoint: touchpoint && touchpoint === plan.touchpoint, stage: plan.names?.includes(name) };
      if (is[plan.occasion] && !shown && !waiting.includes(plan) && meant(plan, late.url()) && drawn(plan)) {
        await_(plan);
      }
    }
  }

  late.hear(hear);
  late.leaving.push(() => later(memory.tidy, 0)); // a change of consent ends the page, too
  on(document, "mouseout", (event) => {
    const { relatedTarget, clientY } = event as MouseEvent;
    if (!relatedTarget && clientY <= 0) {
      leaving.forEach(guard(ask));
    }
  });
}
