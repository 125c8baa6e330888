import type { Stage } from "../shapes.ts";

export const kinds = ["nps", "csat", "ces", "reason", "text"] as const;

export const occasions = ["page", "touchpoint", "stage"] as const;

export type Language = "en" | "fa" | "ar";

// Survey is what visitors are asked, where and when.
export interface Survey {
  id: number;
  name: string;
  kind: (typeof kinds)[number];
  asked: boolean;
  questions: Partial<Record<Language, string>>; // own words
  touchpoint: string;
  stage: Stage | "";
  page: string; // path with * for any text, "" for every page
  occasion: (typeof occasions)[number];
  seconds: number;
  leaving: boolean;
  share: number; // percent
  days: number;
}

export interface Surveys {
  surveys: Survey[];
}

// SurveyLinks are links for letters, each for one answer.
export interface SurveyLinks {
  links: { response: string; path: string }[];
}

// File is a part of the tag.
interface File {
  name: string;
  integrity: string;
}

// Tag is what a shop's pages need to load it.
export interface Tag {
  version: string;
  tag: File;
  survey: File;
  keys: { key: string; origins: string[] }[];
  domains: string[];
}
