/** Files as OneBot carries them in a call. */
export async function toBase64(file: Blob): Promise<string> {
  return `base64://${new Uint8Array(await file.arrayBuffer()).toBase64()}`;
}
