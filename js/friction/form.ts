import { on } from "../src/guard";
import { elementOf, FIELD, nameOf, onField, PRESS } from "./element";
import type { Report } from "./report";

/** Milliseconds without an entry in a field that are a hesitation. */
const HESITATION = 5000;
/** Fields that an abandonment tells of. */
const FIELDS = 20;

/** What was counted, by the name of a field. */
type Counts = Record<string, number>;

/** A form, or what a page without one has instead. */
export interface Form {
  _name: string;
  _last: string;
  _refocus: Counts;
  _deletion: Counts;
  _hesitation: Counts;
  _started?: boolean;
  /** Whether something was filled in since somebody tried to hand it in. */
  _open?: boolean | undefined;
}

export interface Forms {
  /** The form of a field. */
  _of(at: Element): Form;
  /** How often somebody tried to hand something in, and for how many milliseconds nobody did. */
  _attempt(): number;
  _untried(): number;
  /** The page is being left, with what was filled in. */
  _leave(): void;
}

/** Follows forms from the first entry on: what is begun, handed in and abandoned. */
export function newForms(report: Report, tried: () => void): Forms {
  let all = new Map<Element, Form>();
  let visited = new WeakSet<Element>();
  let attempt = 0;
  let triedAt = -Infinity;
  let entered = 0;
  let deleting: Element | undefined;

  const owner = (at: Element) => (at as HTMLInputElement).form || at.closest("form,[role=form]") || document.body;

  function formOf(at: Element): Form {
    const element = owner(at);
    const form = all.get(element) || { _name: nameOf(element), _last: "", _refocus: {}, _deletion: {}, _hesitation: {} };
    all.set(element, form);
    return form;
  }

  function count(counts: Counts, at: Element): void {
    const name = nameOf(at);
    if (name in counts || Object.keys(counts).length < FIELDS) {
      counts[name] = (counts[name] || 0) + 1;
    }
  }

  function enter(at: Element): void {
    if (visited.has(at)) {
      count(formOf(at)._refocus, at);
    }
    visited.add(at);
    entered = performance.now();
  }

  function fill(at: Element, deletes: boolean): void {
    const form = formOf(at);
    if (!form._started) {
      report("form_start", { form: form._name });
    }
    form._started = form._open = true;
    form._last = nameOf(at);
    const now = performance.now();
    if (now - entered > HESITATION) {
      count(form._hesitation, at);
    }
    entered = now;
    if (deletes && deleting !== at) {
      count(form._deletion, at); // once for as long as the key is held down
    }
    deleting = deletes ? at : undefined;
  }

  /** Somebody hands in a form; whatever was filled in, where it is not said which. */
  function hand(element?: Element | null): void {
    attempt++;
    triedAt = performance.now();
    all.forEach((form, its) => (form._open = form._open && !!element && its !== element));
    tried();
  }

  onField("focusin", enter);
  onField("input", (at, event) => {
    if (event.isTrusted) {
      fill(at, ((event as InputEvent).inputType || "").startsWith("delete"));
    }
  });
  onField("keydown", (at, event) => (event as KeyboardEvent).key === "Enter" && hand(owner(at)));
  on(document, "click", (event) => {
    const at = elementOf(event)?.closest(PRESS);
    at && hand((at as HTMLButtonElement).form);
  });
  on(document, "submit", (event) => {
    const at = elementOf(event)!;
    const form = all.get(at);
    hand(at);
    if (form?._started) {
      report("form_submit", { form: form._name });
    }
  });
  // Somebody who was quicker than this file is in a field already.
  const at = document.activeElement;
  at?.matches(FIELD) && enter(at);

  return {
    _of: formOf,
    _attempt: () => attempt,
    _untried: () => performance.now() - triedAt,
    _leave() {
      all.forEach(({ _name, _last, _open, _refocus, _deletion, _hesitation }, element) => {
        if (_open && element.querySelectorAll(FIELD).length > 1) {
          report("form_abandon", {
            form: _name,
            last_field: _last,
            refocus: _refocus,
            deletion: _deletion,
            hesitation: _hesitation,
          });
        }
      });
      all = new Map();
      visited = new WeakSet();
    },
  };
}
