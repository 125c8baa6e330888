import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { PeopleList } from "../parts/peoplelist.tsx";
import { Story } from "../parts/story.tsx";

// PeoplePage lists people, or tells the story of one of them.
export function PeoplePage(): JSX.Element {
  const { view } = useWorld();
  return view.person ? <Story key={view.person + view.kind} /> : <PeopleList />;
}
