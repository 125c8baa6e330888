import { shareToken } from "./share.ts";
import { base } from "./view.ts";

// Failure is an answer that is none. Code is the collector's, or "network" when it could not
// be reached.
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string,
    readonly retryAfter: number, // seconds, 0 when not told
  ) {
    super(message);
  }

  // field is which part of what was written is wrong, "" when none is: the message begins with it.
  get field(): string {
    return this.code === "invalid_field" ? /^(\w+): /.exec(this.message)?.[1] ?? "" : "";
  }
}

export type Query = [name: string, value: string][];

// addressIn is where the API answers a question.
export function addressIn(path: string, query: Query = []): string {
  const url = new URL("api/v1/" + path, base);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url.href;
}

export function get<T>(path: string, query: Query = [], signal?: AbortSignal): Promise<T> {
  return send<T>(addressIn(path, query), signal ? { signal } : {});
}

export function post<T = void>(path: string, body: unknown, query: Query = []): Promise<T> {
  return send<T>(addressIn(path, query), withBody("POST", body));
}

export function put<T = void>(path: string, body: unknown, query: Query = []): Promise<T> {
  return send<T>(addressIn(path, query), withBody("PUT", body));
}

export function remove(path: string, query: Query = []): Promise<void> {
  return send<void>(addressIn(path, query), { method: "DELETE" });
}

// upload sends a file and reads the answer.
export function upload<T>(path: string, query: Query, file: Blob): Promise<T> {
  return send<T>(addressIn(path, query), fileBody(file));
}

// uploadFile sends a file and takes the answer as one.
export function uploadFile(path: string, query: Query, file: Blob): Promise<Blob> {
  return fileOf(addressIn(path, query), fileBody(file));
}

// postForFile sends what post does and takes the answer as a file.
export function postForFile(path: string, body: unknown, query: Query): Promise<Blob> {
  return fileOf(addressIn(path, query), withBody("POST", body));
}

async function fileOf(url: string, init: RequestInit): Promise<Blob> {
  const response = await ask(url, init);
  if (response.ok) return response.blob();
  throw failureOf(response, await response.json().catch(() => null));
}

function fileBody(file: Blob): RequestInit {
  return { method: "POST", headers: { "Content-Type": "text/csv" }, body: file };
}

function withBody(method: string, body: unknown): RequestInit {
  return { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
  const response = await ask(url, init);
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  throw failureOf(response, body);
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const token = shareToken();
  const headers: HeadersInit = { ...init.headers as Record<string, string>, ...(token ? { Authorization: "Bearer " + token } : {}) };
  try {
    return await fetch(url, { ...init, headers, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Failure(0, "network", String(error), "", 0);
  }
}

function failureOf(response: Response, body: unknown): Failure {
  const error = (body as { error?: { code?: string; message?: string; hint?: string } } | null)?.error;
  const wait = Number(response.headers.get("Retry-After"));
  return new Failure(response.status, error?.code ?? "internal", error?.message ?? response.statusText,
    error?.hint ?? "", Number.isFinite(wait) ? wait : 0);
}
