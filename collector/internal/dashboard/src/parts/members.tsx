import type { JSX } from "preact";
import { todayIn } from "../calendar.ts";
import { post, remove, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import { useSaving } from "../saving.ts";
import { secretLink } from "../secretlink.ts";
import type { Invited, Member } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import { Confirm } from "./confirm.tsx";
import { InviteForm } from "./inviteform.tsx";
import type { Told } from "./once.tsx";
import { OwnerSection, type Changes } from "./ownersection.tsx";
import { Popover } from "./popover.tsx";
import { RoleForm } from "./roleform.tsx";
import { none, Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

// Members are the people who have a role at the shop.
export function Members({ members }: { members: readonly Member[] }): JSX.Element {
  const { format, me, site } = useWorld();
  const { t } = format;
  return (
    <OwnerSection id="members" title={t(words.people)} note={t(words.peopleNote)}>
      {(changes) => (
        <>
          <Popover title={t(words.invite)} className="button" button={t(words.invite)}>
            {(close) => <InviteForm done={(invited) => { close(); changes.tell(invitation(invited, format)); }} />}
          </Popover>
          {members.every((m) => m.email === me.email) && <p>{t(words.alone)}</p>}
          <Table stacked hideCaption caption={t(words.people)} rows={members} id={(m) => m.email} columns={[
            { name: t(words.person), cell: (m) => <><bdi>{m.email}</bdi>{m.email === me.email && <small> ({t(words.you)})</small>}</> },
            { name: t(words.role), cell: (m) => <>{t(words[m.role])}{m.every && <small> · {t(words.everyShop)}</small>}</> },
            { name: t(words.state), cell: (m) => <>{t(m.password ? words.hasPassword : words.noPassword)}<small> · {t(words.since, { date: format.date(todayIn(site.timezone, new Date(m.created))) })}</small></> },
            { name: t(words.actions), cell: (m) => (m.yours || m.opens ? <Actions member={m} changes={changes} /> : none) },
          ]} />
        </>
      )}
    </OwnerSection>
  );
}

function invitation({ email, token }: Invited, { t }: Format): Told {
  return { title: t(words.invited, { name: email }), note: t(token ? words.invitedNote : words.noLinkNeeded), secret: token && secretLink("invite", token) };
}

function Actions({ member, changes }: { member: Member; changes: Changes }): JSX.Element {
  const { format, me, site } = useWorld();
  const { t } = format;
  const { email, role, every } = member;
  const path = "users/" + encodeURIComponent(email);
  const of: Query = [["site", site.name]];
  const { busy, failure, save } = useSaving(() => undefined);
  const link = (): Promise<void> => (member.password
    ? post<Invited>(path + "/reset", {}, of).then(({ token }) => changes.tell({ title: t(words.resetMade, { name: email }), note: t(words.resetNote), secret: secretLink("reset", token) }))
    : post<Invited>("users", { email, role, every }, of).then((invited) => changes.tell(invitation(invited, format))));
  const what = t(member.password ? words.resetLink : words.inviteAgain);
  // What the pages offer follows from one's own role.
  const itself = email === me.email;
  const after = (then: () => void): void => (itself ? location.reload() : then());
  return (
    <>
      <span class="actions">
        {member.yours && (
          <Popover title={t(words.roleOf, { name: email })} label={t(words.linkFor, { what: t(words.changeRole), name: email })} className="button quiet small" button={t(words.changeRole)}>
            {(close) => <RoleForm member={member} done={() => { close(); after(changes.gone); }} />}
          </Popover>
        )}
        {member.opens && (member.password || member.yours) && (
          <button type="button" class="button quiet small" disabled={busy} aria-label={t(words.linkFor, { what, name: email })} onClick={() => save(link)}>{what}</button>
        )}
        {member.yours && (
          <Confirm button={t("removeIt")} title={t(words.removePerson, { name: email })} act={() => remove(path, of)} done={() => after(changes.gone)}
            says={[t(every ? words.removeEverywhere : words.removeHere, { site: site.name }), ...(itself ? [t(words.thatIsYou)] : [])]} />
        )}
      </span>
      <Wrong failure={failure} texts={words} />
    </>
  );
}
