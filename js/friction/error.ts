import { later, on } from "../src/guard";
import { type Digits, digitsOf } from "./digits";
import { FIELD, ignored, nameOf, onField } from "./element";
import { type Forms, newForms } from "./form";
import type { Report } from "./report";

/** Milliseconds after a try to hand something in, in which complaints are an answer to it. */
const ANSWER = 1000;
/** Milliseconds after a try at which messages of the server are looked for. */
const LOOKS = [500, 2000, 6000];
/** Where shops write what is wrong, unless the tag's data-errors says where. */
const MESSAGES =
  "[role=alert],[data-safar-error],.error,.error-message,.field-error,.invalid-feedback,.woocommerce-error";

/**
 * Follows what fields refuse: what the browser, the page's own script and the server find
 * wrong, and digits that can't be typed in. No field is asked for what stands in it; of what is
 * typed only the class of its digits is kept.
 */
export function watchFields(report: Report, messages = MESSAGES): Forms {
  /** The digits that were typed last into a field, and those that it would not take. */
  const typed = new WeakMap<Element, Digits>();
  const refused = new WeakMap<Element, Digits>();
  /** The try for which an error of a field was told. */
  const told = new WeakMap<Element, number>();
  let changed: Element | undefined;
  let shown: Element[] = [];

  const forms = newForms(report, () => LOOKS.forEach((wait) => later(read, wait)));

  function tell(at: Element, rule: string): void {
    const form = forms._of(at);
    form._open = form._started;
    report("form_error", { form: form._name, field: nameOf(at), rule, digits: typed.get(at) });
  }

  /** Tells of one error for each field and try, however many there are. */
  function wrong(at: Element | null, rule: string): void {
    if (at && told.get(at) !== forms._attempt() && !ignored(at, "form")) {
      told.set(at, forms._attempt());
      tell(at, rule);
    }
  }

  // Scripts check whole forms while somebody writes; only what follows a try is an answer.
  onField("change", (at) => (changed = at));
  onField("invalid", (at) => {
    if (forms._untried() < ANSWER || at === changed) {
      const { validity } = at as HTMLInputElement;
      for (const rule in validity) {
        if (rule !== "valid" && validity[rule as keyof ValidityState]) {
          wrong(at, rule);
        }
      }
    }
  });

  // What somebody is still writing is not wrong yet.
  const look = (at: Element) =>
    at.getAttribute("aria-invalid") === "true" &&
    (at !== document.activeElement || forms._untried() < ANSWER) &&
    wrong(at, "aria-invalid");
  new MutationObserver((records) => records.forEach(({ target }) => look(target as Element))).observe(document, {
    subtree: true,
    attributeFilter: ["aria-invalid"],
  });
  onField("focusout", (at) => later(() => look(at), 0));
  document.querySelectorAll("[aria-invalid=true]").forEach(look);

  /** Looks for messages that have appeared, and for the fields that they are about. */
  function read(): void {
    const before = shown;
    shown = [...document.querySelectorAll<HTMLElement>(messages)].filter((message) => message.offsetWidth && message.offsetHeight);
    shown.forEach((message) => before.includes(message) || wrong(subject(message), "message"));
  }
  read();

  // What is typed and not taken: the browser or a script prevents it, or a script takes it out
  // again, which shows where the browser tells whether the field is empty.
  let entries = 0;
  on(document, "input", () => entries++);
  onField("keydown keypress beforeinput", (at, event) => {
    const { type, key, data, ctrlKey, metaKey, altKey } = event as KeyboardEvent & InputEvent;
    const digits = digitsOf(data || (key?.length === 1 && !(ctrlKey || metaKey || altKey) ? key : ""));
    if (digits && event.isTrusted) {
      const before = entries;
      typed.set(at, digits);
      later(() => {
        const last = type === "beforeinput";
        const taken = !event.defaultPrevented && (!last || entries > before || at.hasAttribute("maxlength"));
        const empty = at.matches(":placeholder-shown") || (at as HTMLInputElement).validity.valueMissing;
        const tells = at.matches("[required],[placeholder]") && (last || !taken);
        if ((tells ? empty : !taken && digits !== "latin") && refused.get(at) !== digits) {
          refused.set(at, digits);
          tell(at, "refused");
        }
      }, 0);
    }
  });
  return forms;
}

/** The field that a message is about: the one that names it, else the only one beside it. */
function subject(message: Element): Element | null {
  const id = message.id && CSS.escape(message.id);
  const named = id && document.querySelector(`[aria-describedby~=${id}],[aria-errormessage~=${id}]`);
  if (named) {
    return named;
  }
  for (let part: Element | null = message; part && part !== document.body; part = part.parentElement) {
    const [field, other] = part.querySelectorAll(FIELD);
    if (field) {
      return other ? null : field;
    }
  }
  return null;
}
