/** What the view of the world shows, read anew while it is open and something has changed. */
import { useEffect } from "react";
import { create } from "zustand";

import type { WorldPart } from "../../../platform.ts";
import { onChanged, steer, useServer } from "../server.ts";

export type Role = "owner" | "admin" | "member";

export interface WorldPerson {
  readonly user_id: number;
  readonly nickname: string;
  readonly sex: "male" | "female" | "unknown";
  readonly age: number;
  readonly friend_count: number;
  readonly friends: readonly number[];
}

export interface WorldMember {
  readonly user_id: number;
  readonly role: Role;
  readonly shut_up_timestamp: number;
}

export interface WorldGroup {
  readonly group_id: number;
  readonly group_name: string;
  readonly owner_id: number;
  readonly member_count: number;
  readonly max_member_count: number;
  readonly muted_count: number;
  readonly all_shut: boolean;
  readonly anonymous: boolean;
  readonly message_count: number;
  readonly members: readonly WorldMember[];
}

export interface WorldRequest {
  readonly flag: string;
  readonly kind: "friend" | "add" | "invite";
  readonly user_id: number;
  readonly target_id: number | null;
  readonly group_id: number | null;
  readonly comment: string;
  readonly state: "pending" | "approved" | "refused";
  readonly reason: string;
  readonly time: number;
  readonly decided_by: number | null;
  readonly deciders: readonly number[];
}

export interface Snapshot {
  readonly name: string;
  readonly bytes: number;
  /** When it was taken, in real seconds; 0 where that is not known. */
  readonly time: number;
  readonly message_count: number;
}

interface Overview {
  readonly people_count: number;
  readonly group_count: number;
  readonly users: readonly WorldPerson[];
  readonly groups: readonly WorldGroup[];
}

export interface WorldState {
  readonly overview: Overview | undefined;
  readonly pending_count: number;
  readonly requests: readonly WorldRequest[];
  readonly snapshots: readonly Snapshot[];
}

export const useWorld = create<WorldState>(() => ({
  overview: undefined,
  pending_count: 0,
  requests: [],
  snapshots: [],
}));

/** Milliseconds between two readings, however much goes on; and after which numbers of messages are read anew. */
const every = 300;
const countsEvery = 5000;

/** Has the world read as long as it is shown; `find` narrows down the people. */
export function useWorldRead(find: string): void {
  const isSteered = useServer((state) => state.isSteered);
  useEffect(() => {
    if (!isSteered) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let parts = new Set<WorldPart>();
    const readSoon = (changed: ReadonlySet<WorldPart>) => {
      parts = parts.union(changed);
      timer ??= setTimeout(() => {
        timer = undefined;
        void read(parts, find);
        parts = new Set();
      }, every);
    };
    void read(new Set(["people", "requests", "snapshots"]), find);
    const end = onChanged(readSoon);
    const counts = setInterval(() => {
      if (document.visibilityState === "visible") readSoon(new Set(["people"]));
    }, countsEvery);
    return () => {
      clearTimeout(timer);
      clearInterval(counts);
      end();
    };
  }, [find, isSteered]);
}

async function read(parts: ReadonlySet<WorldPart>, find: string): Promise<void> {
  const isAbout = (...some: WorldPart[]) => some.some((part) => parts.has(part));
  const readers: Promise<Partial<WorldState>>[] = [];
  if (isAbout("people", "groups", "messages", "clock")) {
    const params = find === "" ? {} : { find };
    const told = steer<Overview>(".sandbox.overview", params);
    readers.push(told.then((overview) => ({ overview })));
  }
  if (isAbout("requests", "people", "groups", "messages"))
    readers.push(steer<WorldState>(".sandbox.list_requests"));
  if (isAbout("snapshots")) readers.push(steer<WorldState>(".sandbox.list_snapshots"));
  // What cannot be read stays as it was last seen.
  await Promise.all(
    readers.map((told) => told.then((state) => useWorld.setState(state)).catch(() => undefined)),
  );
}
