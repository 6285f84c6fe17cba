/** How loud a recording is from its start to its end, as bars. */
import { useEffect, useState } from "react";

const bars = 24;
const [lowest, highest] = [3, 20];
/** Longer ones are not read for a picture of them. */
const maxBytes = 4_000_000;
const maxKept = 200;

const kept = new Map<string, readonly number[]>();

/** Heights in pixels; a flat line until, or where, they are not known. */
export function useWave(address: string | undefined, name: string): readonly number[] {
  const [heights, setHeights] = useState(() => kept.get(name) ?? flat);
  useEffect(() => {
    if (!address || kept.has(name)) return;
    let isWanted = true;
    readWave(address).then(
      (wave) => {
        if (kept.size >= maxKept) kept.clear();
        kept.set(name, wave);
        if (isWanted) setHeights(wave);
      },
      // What cannot be read has no shape, and says so when it is played.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [address, name]);
  return heights;
}

const flat: readonly number[] = Array.from({ length: bars }, () => lowest);

async function readWave(address: string): Promise<readonly number[]> {
  const response = await fetch(address);
  if (Number(response.headers.get("content-length")) > maxBytes) return flat;
  const context = new OfflineAudioContext(1, 1, 8000);
  const sound = (await context.decodeAudioData(await response.arrayBuffer())).getChannelData(0);
  const step = Math.max(1, Math.floor(sound.length / bars));
  const peaks = Array.from({ length: bars }, (_, bar) =>
    sound
      .subarray(bar * step, (bar + 1) * step)
      .reduce((peak, x) => Math.max(peak, Math.abs(x)), 0),
  );
  const loudest = Math.max(...peaks, 0.01);
  return peaks.map((peak) => Math.round(lowest + (peak / loudest) * (highest - lowest)));
}
