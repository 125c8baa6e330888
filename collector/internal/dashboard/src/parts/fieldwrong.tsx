import type { JSX } from "preact";
import type { Failure } from "../client.ts";

interface Props {
  id: string;
  field: string; // as the collector calls it
  failure: Failure | undefined;
  text: string; // what is wrong when the collector did not take the field
}

// FieldWrong says under a field that the collector did not take it, and why. It is there before
// anything is wrong, so that it is heard when it is filled.
export function FieldWrong({ id, field, failure, text }: Props): JSX.Element {
  return (
    <div id={id} role="alert">
      {failure?.field === field && (
        <>
          <p class="said-wrong">{text}</p>
          <p dir="ltr" lang="en" class="said">{failure.message} {failure.hint}</p>
        </>
      )}
    </div>
  );
}
