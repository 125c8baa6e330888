import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../answer.ts";
import { get, put, remove, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { fieldOf, numberIn, type Measure } from "../entered.ts";
import { useSaving } from "../saving.ts";
import { stages, type Aim, type Touchpoint } from "../shapes.ts";
import { touchpoints as words } from "../text/touchpoints.ts";
import { NumberField } from "./numberfield.tsx";
import { Wrong } from "./wrong.tsx";

// Setting is what the merchant said of a touchpoint.
interface Setting {
  touchpoint: string;
  label: string;
  stage: string; // "" for that of the events
  goal: Aim | null;
}

const aims: readonly Aim["of"][] = ["clicks", "ctr", "sessions", "orders", "revenue"];

// measureOf is in what a goal is entered.
export function measureOf(of: Aim["of"], currency: string): Measure {
  return { unit: of === "ctr" ? "ratio" : of === "revenue" ? "money" : "count", currency };
}

// TouchpointForm says what a touchpoint is called, where it stands and what it is to come to.
// What was said before is asked for first: the report tells a stage, but not whose it is.
export function TouchpointForm({ touchpoint, done }: { touchpoint: Touchpoint; done: () => void }): JSX.Element {
  const { format, site } = useWorld();
  const of: Query = [["site", site.name]];
  const answer = useAnswer(touchpoint.touchpoint, (signal) => get<{ touchpoints: Setting[] }>("touchpoints/settings", of, signal), () => false);
  if (answer.failure) return <Wrong failure={answer.failure} />;
  if (!answer.value) return <p class="form">{format.t("loading")}</p>;
  const said = answer.value.touchpoints.find((s) => s.touchpoint === touchpoint.touchpoint);
  return <Form said={said} touchpoint={touchpoint} of={of} done={done} />;
}

interface FormProps {
  said: Setting | undefined;
  touchpoint: Touchpoint;
  of: Query;
  done: () => void;
}

function Form({ said, touchpoint, of, done }: FormProps): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const [label, setLabel] = useState(said?.label ?? "");
  const [stage, setStage] = useState(said?.stage ?? "");
  const [aim, setAim] = useState<Aim["of"] | "">(said?.goal?.of ?? "");
  const [value, setValue] = useState(said?.goal ? fieldOf(said.goal.value, measureOf(said.goal.of, site.currency), format) : "");
  const { busy, failure, save } = useSaving(done);
  const path = "touchpoints/settings/" + encodeURIComponent(touchpoint.touchpoint);
  const number = aim === "" ? undefined : numberIn(value, measureOf(aim, site.currency), format);
  return (
    <form class="form" onSubmit={(e) => {
      e.preventDefault();
      if (aim !== "" && number === undefined) return;
      save(() => put(path, { label: label.trim(), stage, goal: aim === "" ? null : { of: aim, value: number } }, of));
    }}>
      <p class="about-name"><bdi>{touchpoint.touchpoint}</bdi></p>
      <label class="field">{t(words.label)}<input value={label} maxLength={80} dir="auto" onInput={(e) => setLabel(e.currentTarget.value)} /></label>
      <label class="field">{t(words.stage)}
        <select value={stage} onChange={(e) => setStage(e.currentTarget.value)}>
          <option value="">{t(words.stageOfEvents)}</option>
          {stages.map((s) => <option key={s} value={s}>{t(s)}</option>)}
        </select>
      </label>
      <label class="field">{t(words.goalOf)}
        <select value={aim} onChange={(e) => { setAim(e.currentTarget.value as Aim["of"] | ""); setValue(""); }}>
          <option value="">{t(words.noGoal)}</option>
          {aims.map((a) => <option key={a} value={a}>{t(words[a])}</option>)}
        </select>
      </label>
      {aim !== "" && <NumberField label={t(words.goalValue)} value={value} measure={measureOf(aim, site.currency)} change={setValue} />}
      <Wrong failure={failure} />
      <p class="actions">
        <button class="button" disabled={busy}>{t("save")}</button>
        {said && <button type="button" class="button quiet" disabled={busy} onClick={() => save(() => remove(path, of))}>{t(words.forget)}</button>}
      </p>
    </form>
  );
}
