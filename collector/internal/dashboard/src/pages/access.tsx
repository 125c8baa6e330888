import type { JSX } from "preact";
import { joined, useAnswer, type Answer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { Members } from "../parts/members.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { Passes } from "../parts/passes.tsx";
import { SendingKeys } from "../parts/sendingkeys.tsx";
import type * as shapes from "../shapes/access.ts";
import { access as words } from "../text/access.ts";

// AccessPage is where owners decide who gets in: people, readers without an account, senders.
export function AccessPage(): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const people = useList<shapes.Members>("users");
  const shares = useList<shapes.Passes>("shares");
  const tokens = useList<shapes.Passes>("tokens");
  const keys = useList<shapes.SendingKeys>("keys");
  const answer = joined(joined(people, keys), joined(shares, tokens));
  const [[who, sending], [links, reading]] = answer.value ?? [[], []];
  return (
    <PageFrame title={t("accessPage")} intro={t(words.intro, { site: site.name })} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {who && sending && links && reading && (
        // What was made for one shop is not shown at another.
        <div key={"access " + site.name}>
          <Members members={who.users} />
          <Passes kind="shares" passes={links.tokens} />
          <Passes kind="tokens" passes={reading.tokens} />
          <SendingKeys keys={sending.keys} />
        </div>
      )}
    </PageFrame>
  );
}

function useList<T>(path: string): Answer<T> {
  const { site } = useWorld();
  return useAnswer(`${path} ${site.name}`, (signal) => get<T>(path, [["site", site.name]], signal), () => false);
}
