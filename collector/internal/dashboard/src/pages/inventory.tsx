import type { JSX } from "preact";
import { useAnswer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { HeldPart } from "../parts/heldpart.tsx";
import { Link } from "../parts/link.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import type { Inventory } from "../shapes/inventory.ts";
import { inventory as words } from "../text/inventory.ts";

// InventoryPage tells everything that is held, of whom, for how long.
export function InventoryPage(): JSX.Element {
  const { format: { t }, site } = useWorld();
  const answer = useAnswer("inventory", (signal) => get<Inventory>("inventory", [["site", site.name]], signal), () => false);
  return (
    <PageFrame title={t("inventoryPage")} intro={t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {answer.value && (
        <div key="inventory">
          {answer.value.parts.map(({ part, tables }) => <HeldPart key={part} part={part} tables={tables} />)}
          <p class="actions"><Link to={{ page: "privacy" }}>{t(words.toErase)}</Link></p>
        </div>
      )}
    </PageFrame>
  );
}
