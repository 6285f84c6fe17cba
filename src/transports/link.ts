/** A reverse link as whoever steers the server sees it. */
import type { Role } from "./paths.ts";

export type LinkInfo = {
  url: string;
  role: Role;
  account: number;
  is_open: boolean;
  /** How often in a row it could not be had, and why. */
  failures: number;
  reason: string;
};
