import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { useErasing } from "../erasing.ts";
import type { Held } from "../shapes/privacy.ts";
import { audit } from "../text/audit.ts";
import { privacy as words } from "../text/privacy.ts";

// Erasure shows how far erasing is, begun here a moment ago or by somebody else, and in the end
// what is left to do.
export function Erasure({ went, again }: { went: Held | undefined; again: () => void }): JSX.Element | null {
  const { format } = useWorld();
  const { t } = format;
  const { state, seen } = useErasing();
  if (!went && !seen) return null;
  if (!state || state.step > 0) return <Work step={state?.step ?? 1} steps={state?.steps ?? 4} part={state?.part ?? 0} />;
  return (
    <div class="once">
      <div role="status"><h3 class="like-h2">{t(words.gone)}</h3></div>
      {went && <p>{t(words.goneNote, { events: t(audit.goneEvents, { n: went.events }), orders: t(audit.goneOrders, { n: went.orders }) })}</p>}
      <p><strong>{t(words.remains)}</strong></p>
      <ul class="dotted">
        <li>{t(words.backups)}</li>
        <li>{t(words.exported)}</li>
        {state.set_aside.length > 0 && <li>{t(words.setAside)} {state.set_aside.map((file) => <code key={file} dir="ltr" class="line">{file}</code>)}</li>}
      </ul>
      {went && <p class="actions"><button type="button" class="button quiet small" onClick={again}>{t(words.another)}</button></p>}
    </div>
  );
}

function Work({ step, steps, part }: { step: number; steps: number; part: number }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <div class="once">
      <h3 class="like-h2" id="erasing">{t(words.underWay)}</h3>
      <p role="status">{t(words.stepOf, { n: format.count(step), of: format.count(steps) })}: {format.word(`step_${step}`, "", words)}</p>
      <progress aria-labelledby="erasing" max={steps} value={step - 1 + part} />
      <p class="small muted">{t(words.goesOn)}</p>
    </div>
  );
}
