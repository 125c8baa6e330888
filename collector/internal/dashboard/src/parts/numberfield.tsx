import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { useWorld } from "../context.ts";
import { plainNumber, signOf, type Measure } from "../entered.ts";

interface Props {
  label: string;
  value: string;
  measure: Measure;
  change: (value: string) => void;
}

// NumberField takes a number with what it is measured in. It stands from left to right, as
// numbers do in every language.
export function NumberField({ label, value, measure, change }: Props): JSX.Element {
  const { format } = useWorld();
  const id = useId();
  const sign = signOf(measure, format);
  const wrong = value !== "" && plainNumber(value) === undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="field-with">
        <input id={id} inputMode="decimal" dir="ltr" autocomplete="off" required value={value} aria-invalid={wrong} aria-describedby={`${id}-sign`} onInput={(e) => change(e.currentTarget.value)} />
        <span id={`${id}-sign`}>{sign}{wrong && <span class="said-wrong"> {format.t("noNumber")}</span>}</span>
      </span>
    </div>
  );
}
