/** A picture, recordings and a text for whoever has none at hand: they are sent by their names. */
import { draw } from "./drawing.ts";
import type { Source } from "./source.ts";

/** What a name like sample.png stands for; undefined where it is none of the samples. */
export function toSample(name: string): Source | undefined {
  const make = samples.get(name);
  return make && { name, read: () => Promise.resolve(make()), isRemote: false };
}

const samples = new Map<string, () => Uint8Array>([
  ["sample.png", () => draw({ id: 5, name: "O B" })],
  ["sample.wav", tone],
  ["sample.amr", silence],
  ["sample.txt", () => Buffer.from("A sample file\n一个示例文件\n")],
]);

/** Half a second of a', 8000 bytes a second, each a sample (RIFF, WAVE_FORMAT_PCM). */
function tone(): Uint8Array {
  const [rate, count] = [8000, 4000];
  const wav = Buffer.alloc(44 + count);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(36 + count, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  // PCM of one channel, one byte a sample.
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(count, 40);
  for (let at = 0; at < count; at++)
    wav[44 + at] = 128 + Math.round(60 * Math.sin((2 * Math.PI * 440 * at) / rate));
  return wav;
}

/** Half a second of nothing, in frames of 20 ms of the highest mode (RFC 4867, section 5). */
function silence(): Uint8Array {
  const frame = Buffer.alloc(32);
  frame.set(Uint8Array.fromHex("3c911716be6679e1e001e7aff000000080"));
  return Buffer.concat([Buffer.from("#!AMR\n"), ...Array.from({ length: 25 }, () => frame)]);
}
