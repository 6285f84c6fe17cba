/** Puts a text where it can be pasted from; resolves with whether that was possible. */
export async function copyText(text: string): Promise<boolean> {
  // There is none where the page came by plain http from another machine.
  if ("clipboard" in navigator) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  return isCopied;
}
