import type { JSX } from "preact";
import { useAnswer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { OwnPassword } from "../parts/ownpassword.tsx";
import { OwnSessions } from "../parts/ownsessions.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { SecondFactor } from "../parts/secondfactor.tsx";
import type { OwnAccount } from "../shapes/own.ts";
import { own as words } from "../text/own.ts";

// OwnPage is where people see and change how they sign in.
export function OwnPage(): JSX.Element {
  const { t } = useWorld().format;
  const answer = useAnswer("account", (signal) => get<OwnAccount>("account", [], signal), () => false);
  const account = answer.value;
  return (
    <PageFrame title={t("ownPage")} intro={account ? account.email : t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {account && (
        <div key="own">
          <SecondFactor account={account} />
          <OwnPassword account={account} />
          <OwnSessions sessions={account.sessions} />
        </div>
      )}
    </PageFrame>
  );
}
