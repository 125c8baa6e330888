import { useEffect, useState } from "preact/hooks";

// Up to this width rows of a table are cards; the style sheet has the same.
const narrow = "(max-width: 760px)";

// useWide tells whether tables look like tables.
export function useWide(): boolean {
  const [wide, setWide] = useState(() => !matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const look = (): void => setWide(!query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return wide;
}
