import { on } from "../src/guard";
import { clean } from "../src/tidy";
import { PAGE_VIEW, VIDEO_COMPLETE, VIDEO_START } from "../src/wire";
import { bare } from "./link";
import type { Late } from "./late";

/** Characters of a title. */
const TITLE = 100;

/**
 * Reports videos and sounds that somebody plays, and those that were played to their end, each
 * once per page view. What plays by itself is decoration.
 */
export function watchMedia({ hear, track }: Pick<Late, "hear" | "track">): void {
  let told = new Set<string>();
  hear((event) => event.name === PAGE_VIEW && (told = new Set()));

  function tell(name: string, media: HTMLMediaElement): void {
    const source = media.currentSrc;
    if (media.autoplay || media.loop || told.has(name + source)) {
      return;
    }
    told.add(name + source);
    track(name, {
      video_title: clean(media.title || media.ariaLabel || "", TITLE),
      video_url: /^http/.test(source) ? bare(new URL(source)) : undefined,
      video_duration: isFinite(media.duration) ? Math.round(media.duration) : undefined,
      video_provider: media.localName,
    });
  }

  on(document, "play ended", ({ type, target }) => tell(type === "play" ? VIDEO_START : VIDEO_COMPLETE, target as HTMLMediaElement));
  // Who was quicker than this file is heard already, and may have come to the end.
  document.querySelectorAll<HTMLMediaElement>("video,audio").forEach((media) => {
    media.played.length && tell(VIDEO_START, media);
    media.ended && tell(VIDEO_COMPLETE, media);
  });
}
