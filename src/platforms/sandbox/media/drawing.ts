/** Draws who has no picture: white letters on a colour, as PNG (ISO/IEC 15948). */
import { deflateSync } from "node:zlib";

import { glyphHeight, glyphWidth, glyphsOf, hasDot } from "./glyph.ts";

/** The console has the same. */
const colours = [
  0xa8452e, 0x8f5a08, 0x4a7412, 0x0d7468, 0x0f6a9c, 0x5054c4, 0x8a3ca3, 0xad2860,
] as const;

const side = 640;
/** What one and two letters are enlarged by: then each of their dots fills whole bytes of a line. */
const scales = [0, 48, 32] as const;
const signature = Uint8Array.fromHex("89504e470d0a1a0a");

/** A square picture, the same for the same number and name. */
export function draw({ id, name }: { id: number; name: string }): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // A bit for each point, of a palette.
  header.set([1, 3], 8);
  const palette = Buffer.alloc(6, 0xff);
  palette.writeUIntBE(colours[id % colours.length] ?? colours[0], 0, 3);
  const points = deflateSync(toRows(glyphsOf(name)));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", points),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** All lines of points, each begun by its filter, which is none. */
function toRows(glyphs: readonly string[]): Uint8Array {
  const scale = scales[glyphs.length] ?? 0;
  const step = glyphWidth + 1;
  const stride = 1 + side / 8;
  const [dot, left] = [scale / 8, (side - (glyphs.length * step - 1) * scale) / 16];
  const top = (side - glyphHeight * scale) / 2;
  const rows = new Uint8Array(side * stride);
  for (let y = 0; y < glyphHeight; y++) {
    const line = new Uint8Array(stride);
    for (const [at, glyph] of glyphs.entries()) {
      for (let x = 0; x < glyphWidth; x++) {
        const from = 1 + left + (at * step + x) * dot;
        if (hasDot(glyph, { x, y })) line.fill(0xff, from, from + dot);
      }
    }
    for (let copy = 0; copy < scale; copy++) rows.set(line, (top + y * scale + copy) * stride);
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(4 + named.length + 4);
  frame.writeUInt32BE(data.length, 0);
  frame.set(named, 4);
  frame.writeUInt32BE(Bun.hash.crc32(named), 4 + named.length);
  return frame;
}
