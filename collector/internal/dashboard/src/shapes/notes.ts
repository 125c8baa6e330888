import type { Days, Head, Metric, Stage, Unit } from "../shapes.ts";

// Note is what happened on a day, as somebody wrote it down.
export interface Note {
  id: number;
  date: string;
  text: string;
  stage: Stage | ""; // that it is about
}

export interface Notes {
  annotations: Note[];
}

// Effect compares the days from a note on with as many before it.
export interface Effect extends Head {
  annotation: Note;
  days: number;
  metrics: Metric[];
  compared: Days & { partial?: boolean };
}

// Persona is a group of shoppers: filters with a name.
export interface Persona {
  id: number;
  name: string;
  note: string;
  filters: string[];
}

export interface Personas {
  personas: Persona[];
}

export interface Goal {
  metric: string;
  value: string;
  unit: Unit;
}

export interface Goals {
  goals: Goal[];
}
