/** The access token, asked for once: kept for this tab alone, and never in the address bar. */

const key = "onebot.token";

export function tokenQuery(): Record<string, string> {
  const token = keptToken();
  return token ? { access_token: token } : {};
}

export function keepToken(token: string): void {
  sessionStorage.setItem(key, token);
}

export function keptToken(): string {
  return sessionStorage.getItem(key) ?? "";
}
