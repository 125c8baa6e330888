import type { JSX } from "preact";
import { useAnswer, type Answer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { ChannelTable } from "../parts/channels.tsx";
import { Nothing } from "../parts/notice.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { viewQuery } from "../question.ts";
import type { Catalog } from "../shapes.ts";
import type { Channels } from "../shapes/channels.ts";
import { channels as words } from "../text/channels.ts";

// ChannelsPage shows where visits come from and which of them orders are owed to.
export function ChannelsPage({ catalog }: { catalog: Answer<Catalog> }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const question: Query = [...viewQuery(view, site, today), ["by", view.by], ["window", view.window]];
  const answer = useAnswer(JSON.stringify(question), (signal) => get<Channels>("channels", question, signal), (value) => value.folding === true);
  const value = answer.value;
  return (
    <PageFrame title={t("channelsPage")} intro={t(words.intro)} catalog={catalog.value} answer={answer} folding={value?.folding} skeleton={<Skeleton />}>
      {value && (value.rows.length === 0
        ? <Nothing say={t(words.empty)} next={t(words.emptyNext)} />
        : <ChannelTable key="channels" answer={value} question={question} />)}
    </PageFrame>
  );
}
