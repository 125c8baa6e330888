import type { JSX } from "preact";
import { useId } from "preact/hooks";

interface Props<V extends string> {
  legend: string;
  value: V;
  options: readonly { value: V; text: string }[];
  choose: (value: V) => void;
}

// Choice is one of a few, all in sight.
export function Choice<V extends string>({ legend, value, options, choose }: Props<V>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="segments">
        {options.map((o) => (
          <label key={o.value}>
            <input type="radio" name={name} value={o.value} checked={o.value === value} onChange={() => choose(o.value)} />
            <span>{o.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
