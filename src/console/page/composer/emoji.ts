/** Standard characters for feelings and things, by the groups one looks for them in; and those used last. */
import { faces } from "../words/face.ts";

/** A character, or one of QQ's faces by its number. */
export type Emoji = { readonly sign: string } | { readonly face: string };

export const emojiGroups = {
  smileys: split(
    "😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗😚😋😛😜🤪😝🤑🤗🤭🤫🤔🤐🤨😐😑😶😏😒🙄😬😌😔😪🤤😴😷🤒🤕🤢🤮🥵🥶🥴😵🤯🤠🥳😎🤓🧐😕😟🙁😮😯😲😳🥺😦😨😰😥😢😭😱😖😣😞😓😩😫🥱😤😡😠🤬😈💀💩🤡👻👽🤖",
  ),
  gestures: split(
    "👍👎👌🤌🤏✌️🤞🤟🤘🤙👈👉👆👇☝️✋🤚🖐️🖖👋✊👊🤛🤜👏🙌👐🤲🤝🙏✍️💪🫶🫡👀👶🧒👦👧🧑👨👩🧓👴👵🙅🙆💁🙋🤷🤦🙇🏃💃🕺👫👪",
  ),
  nature: split(
    "🐶🐱🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🙈🙉🙊🐔🐧🐦🐤🦆🦅🦉🐺🐗🐴🦄🐝🐛🦋🐌🐞🐢🐍🐙🦀🐟🐬🐳🐊🐘🐫🦙🐑🐉🌵🎄🌲🌳🌱🍀🍁🌹🌻🌸🌞🌙⭐🌈☁️⛅🌧️⛈️❄️🔥💧🌊",
  ),
  things: split(
    "🍎🍊🍋🍌🍉🍇🍓🍒🍑🥝🍅🥑🌽🥕🍞🧀🍳🍔🍟🍕🌭🥪🌮🍜🍚🍣🍤🍦🍩🍪🎂🍫🍬🍵☕🍺🍻🥂🍷🧋⚽🏀🎮🎲🎯🎵🎸🎤🎧📷💻📱⌨️💡📚✏️📌📎🔑🔒🔨🧲💊🚗🚀✈️🚲🏠⏰🎁🎈🎉🏆🥇",
  ),
  symbols: split("❤️🧡💛💚💙💜🖤🤍💔💕💯💢💥💫💦💤✅❌❓❗⚠️🚫⭕💬🔔🎶➕➖✖️♻️🆗🆕🆒⬆️⬇️⬅️➡️🔄"),
} as const;

export const faceNumbers: readonly string[] = [...faces.keys()];

const recentKey = "onebot.emoji";
const maxRecent = 24;
const firstRecent = "👍😂❤️🎉😭🙏🔥👀";

/** Those used last, the newest first; some that most people like before any was. */
export function recentEmoji(): readonly Emoji[] {
  const kept = localStorage.getItem(recentKey)?.split(" ") ?? split(firstRecent);
  return kept.slice(0, maxRecent).map(decode);
}

export function rememberEmoji(emoji: Emoji): void {
  const used = encode(emoji);
  const others = recentEmoji().map(encode);
  const kept = [used, ...others.filter((each) => each !== used)].slice(0, maxRecent);
  localStorage.setItem(recentKey, kept.join(" "));
}

/** The character that shows it. */
export function signOfEmoji(emoji: Emoji): string {
  return "sign" in emoji ? emoji.sign : (faces.get(emoji.face)?.sign ?? "🙂");
}

/** The number reactions know it by: a face's own, or that of the character. */
export function reactionId(emoji: Emoji): string {
  return "face" in emoji ? emoji.face : String(emoji.sign.codePointAt(0));
}

function encode(emoji: Emoji): string {
  return "face" in emoji ? `/${emoji.face}` : emoji.sign;
}

function decode(text: string): Emoji {
  return /^\/\d+$/.test(text) ? { face: text.slice(1) } : { sign: text };
}

function split(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}
