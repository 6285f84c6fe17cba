/** What passes for a picture: each is another. */
export function picture(bytes: number): Uint8Array {
  const content = crypto.getRandomValues(new Uint8Array(bytes));
  content.set(new TextEncoder().encode("GIF89a"));
  return content;
}
