import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "../answer.ts";
import { ChangedContext, useWorld } from "../context.ts";
import type { Catalog } from "../shapes.ts";
import { Controls, type Heeds } from "./controls.tsx";
import { Failed, Folding } from "./notice.tsx";
import { Title } from "./title.tsx";

interface Props {
  title: string;
  intro: string;
  catalog?: Catalog | undefined;
  heeds?: Heeds;
  answer: Answer<unknown>;
  folding?: boolean | undefined;
  skeleton: ComponentChildren; // of the same size as what it stands for
  children: ComponentChildren; // nothing until the answer is there
}

// PageFrame is what all pages share: title, controls, and the states between a question and
// its answer, told aloud as well.
export function PageFrame({ title, intro, catalog, heeds = "all", answer, folding, skeleton, children }: Props): JSX.Element {
  const { t } = useWorld().format;
  return (
    <>
      <div class="page-head">
        <div>
          <Title text={title} />
          <p class="muted">{intro}</p>
        </div>
        {heeds !== "nothing" && <Controls catalog={catalog} heeds={heeds} />}
      </div>
      <p class="hidden" role="status">{t(answer.busy ? "loading" : answer.failure ? "failedTitle" : "loaded")}</p>
      {folding && <Folding />}
      <div class={answer.busy && children ? "content waiting" : "content"} aria-busy={answer.busy}>
        {answer.failure && !answer.busy ? <Failed failure={answer.failure} retry={answer.retry} /> : <ChangedContext.Provider value={answer.retry}>{children || skeleton}</ChangedContext.Provider>}
      </div>
    </>
  );
}

// Skeleton takes the room of a page that is one card.
export function Skeleton(): JSX.Element {
  return <div key="skeleton" class="card page-blank" aria-hidden="true"><span class="blank" /></div>;
}
