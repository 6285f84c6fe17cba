/** What a WebSocket carries, by its path or, where we dial, by its role (communication/ws, ws-reverse). */

export interface Channel {
  readonly calls: boolean;
  readonly events: boolean;
}

const api: Channel = { calls: true, events: false };
const event: Channel = { calls: false, events: true };
const universal: Channel = { calls: true, events: true };

export const paths: ReadonlyMap<string, Channel> = new Map([
  ["/api", api],
  ["/event", event],
  ["/", universal],
]);

/** The roles of the header X-Client-Role. */
export const roles = { API: api, Event: event, Universal: universal } as const;
export type Role = keyof typeof roles;
