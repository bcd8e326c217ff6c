/** What the tests ask of a main process that runs in plain Node (electron.ts). */
export interface BackendRequest {
  id: number;
  channel: string;
  argument: unknown;
}

/** What it answers, and what it does without being asked. */
export type BackendMessage =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; reason: string }
  /** The window is to show this page; the address is one that any browser can open. */
  | { kind: 'load'; url: string }
  | { kind: 'broadcast'; channel: string; message: unknown };
