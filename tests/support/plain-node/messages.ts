/** What the tests ask a main process that runs in plain Node (electron.ts). */
export interface BackendRequest {
  id: number;
  channel: string;
  argument: unknown;
  page?: unknown;
}

/** What it answers, and what it sends unasked. */
export type BackendMessage =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; reason: string }
  /** The window is to show this page; any browser can open the address. */
  | { kind: 'load'; url: string }
  | { kind: 'broadcast'; channel: string; message: unknown };
