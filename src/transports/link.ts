/** A reverse link as whoever steers the server sees it. */
import type { Role } from "./paths.ts";

/** Why a link cannot be had. */
export type LinkFailure =
  /** The address or the token cannot be used. */
  | "unusable"
  /** Nothing answers there. */
  | "unreachable"
  /** No answer to the handshake. */
  | "silent"
  /** The handshake was refused, with a status. */
  | "refused";

export type LinkInfo = {
  client: string;
  url: string;
  role: Role;
  account: number;
  is_open: boolean;
  /** How often in a row it could not be had, and why. */
  failures: number;
  reason: string;
  why: LinkFailure | null;
  /** The status with which the handshake was refused, else 0. */
  status: number;
  /** When it is tried again, in milliseconds since 1970; 0 while it is open or being tried. */
  next_try_ms: number;
};
