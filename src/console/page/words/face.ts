/** QQ's faces by their numbers: the standard character that comes nearest, and what each is called. */
import type { Told } from "../../../words/language.ts";

export interface Face {
  readonly sign: string;
  readonly words: Told;
}

/** Number, character, Chinese as QQ has it, English; those without a character that fits are left to their words. */
const table = `
0 😮 惊讶 surprised
1 😒 撇嘴 pout
2 😍 色 in love
3 😶 发呆 blank
4 😎 得意 smug
5 😢 流泪 in tears
6 ☺️ 害羞 shy
7 🤐 闭嘴 silent
8 😴 睡 asleep
9 😭 大哭 crying
10 😅 尴尬 awkward
11 😡 发怒 furious
12 😜 调皮 naughty
13 😁 呲牙 grin
14 🙂 微笑 smile
15 🙁 难过 sad
16 😎 酷 cool
18 😫 抓狂 frantic
19 🤮 吐 sick
20 🤭 偷笑 chuckle
21 🥰 可爱 lovely
22 🙄 白眼 roll eyes
23 😤 傲慢 haughty
24 🤤 饥饿 hungry
25 🥱 困 drowsy
26 😱 惊恐 panic
27 😓 流汗 sweat
28 😄 憨笑 laugh
29 😌 悠闲 at ease
30 💪 奋斗 strive
31 🤬 咒骂 curse
32 ❓ 疑问 question
33 🤫 嘘 hush
34 😵 晕 dizzy
35 😖 折磨 tormented
36 😞 衰 bad luck
37 💀 骷髅 skull
38 🔨 敲打 knock
39 👋 再见 bye
41 🥶 发抖 shiver
42 💕 爱情 love
43 🤸 跳跳 jump
46 🐷 猪头 pig
49 🤗 拥抱 hug
53 🎂 蛋糕 cake
54 ⚡ 闪电 lightning
55 💣 炸弹 bomb
56 🔪 刀 knife
57 ⚽ 足球 football
59 💩 便便 poop
60 ☕ 咖啡 coffee
61 🍚 饭 rice
63 🌹 玫瑰 rose
64 🥀 凋谢 wilted
66 ❤️ 爱心 heart
67 💔 心碎 broken heart
69 🎁 礼物 gift
74 ☀️ 太阳 sun
75 🌙 月亮 moon
76 👍 赞 thumbs up
77 👎 踩 thumbs down
78 🤝 握手 handshake
79 ✌️ 胜利 victory
85 😘 飞吻 blow a kiss
86 😤 怄火 fuming
89 🍉 西瓜 watermelon
96 😰 冷汗 cold sweat
97 😅 擦汗 wipe sweat
98 🤏 抠鼻 pick nose
99 👏 鼓掌 clap
100 😳 糗大了 embarrassed
101 😏 坏笑 smirk
102 😤 左哼哼 humph
103 😤 右哼哼 humph
104 🥱 哈欠 yawn
105 😒 鄙视 despise
106 🥺 委屈 wronged
107 😿 快哭了 near tears
108 😈 阴险 sly
109 😚 左亲亲 kiss
110 😨 吓 scared
111 🥺 可怜 pitiful
112 🔪 菜刀 cleaver
113 🍺 啤酒 beer
114 🏀 篮球 basketball
115 🏓 乒乓 table tennis
116 💋 示爱 kiss mark
117 🐞 瓢虫 ladybird
118 🙏 抱拳 salute
119 👉 勾引 beckon
120 ✊ 拳头 fist
121 👎 差劲 poor
122 🤟 爱你 love you
123 🙅 NO no
124 👌 OK OK
125 💃 转圈 spin
126 🙇 磕头 kowtow
127 👀 回头 look back
128 🤸 跳绳 skip
129 👋 挥手 wave
130 🤩 激动 excited
131 🕺 街舞 street dance
132 😘 献吻 kiss
133 ☯️ 左太极 tai chi
134 ☯️ 右太极 tai chi
136 🎊 双喜 double joy
137 🧨 鞭炮 firecracker
138 🏮 灯笼 lantern
140 🎤 K歌 sing
144 🎉 喝彩 cheer
145 🙏 祈祷 pray
146 💢 爆筋 vein
147 🍭 棒棒糖 lollipop
148 🍼 喝奶 milk
151 ✈️ 飞机 plane
158 💵 钞票 money
168 💊 药 pill
169 🔫 手枪 pistol
171 🍵 茶 tea
172 😉 眨眼睛 wink
173 😭 泪奔 run in tears
174 🤷 无奈 helpless
175 😝 卖萌 act cute
176 😣 小纠结 torn
177 🩸 喷血 nosebleed
178 😏 斜眼笑 side smile
179 🐶 doge doge
180 🤩 惊喜 delighted
181 👉 戳一戳 poke
182 😂 笑哭 tears of joy
183 💅 我最美 fairest
184 🦀 河蟹 crab
185 🦙 羊驼 alpaca
187 👻 幽灵 ghost
188 🥚 蛋 egg
190 🌼 菊花 chrysanthemum
192 🧧 红包 red envelope
193 😆 大笑 big laugh
194 ☹️ 不开心 unhappy
197 😑 冷漠 indifferent
198 😯 呃 er
199 👍 好棒 great
200 🙏 拜托 please
201 👍 点赞 like
202 😐 无聊 bored
203 🤔 托脸 hold face
204 😋 吃 eat
205 💐 送花 flowers
206 😨 害怕 afraid
207 🤩 花痴 smitten
208 😼 小样儿 you
210 😭 飙泪 burst into tears
211 🙈 我不看 not looking
212 🤔 托腮 ponder
214 😘 啵啵 kisses
217 🤏 扯一扯 pull
218 😛 舔一舔 lick
219 🐱 蹭一蹭 rub
221 👍 顶呱呱 excellent
222 🫂 抱抱 embrace
223 👊 暴击 critical hit
224 🔫 开枪 shoot
226 😂 拍桌 slap the table
227 👏 拍手 applaud
228 🎉 恭喜 congratulations
229 🥂 干杯 cheers
230 😜 嘲讽 mock
231 😤 哼 hmph
232 🧘 佛系 zen
233 🤏 掐一掐 pinch
234 😲 惊呆 stunned
235 🥶 颤抖 tremble
237 👀 偷看 peek
238 🖐️ 扇脸 slap
239 🍀 原谅 forgive
241 🎂 生日快乐 happy birthday
243 🙃 甩头 shake head
245 💪 加油必胜 go and win
246 🤗 加油抱抱 hang in there
247 😷 口罩护体 masked
260 🧱 搬砖中 at work
261 🏃 忙到飞起 rushed
262 🤕 脑阔疼 headache
263 🚬 沧桑 weathered
264 🤦 捂脸 facepalm
265 🫣 辣眼睛 my eyes
266 😯 哦哟 oh my
267 👨‍🦲 头秃 balding
268 🤨 问号脸 puzzled
269 👀 暗中观察 lurking
270 😑 emm hmm
271 🍉 吃瓜 watching
272 🙂 呵呵哒 heh
273 🍋 我酸了 envious
274 😖 太南了 so hard
276 🌶️ 辣椒酱 chilli
277 🐶 汪汪 woof
278 😓 汗 sweating
279 👋 打脸 face slap
280 🙌 击掌 high five
281 😆 无眼笑 eyes shut
282 🫡 敬礼 salute
283 🤣 狂笑 roaring
284 😐 面无表情 deadpan
285 🐟 摸鱼 slacking
286 😈 魔鬼笑 devilish
287 😮 哦 oh
288 🫴 请 after you
289 👁️ 睁眼 eyes open
290 😄 敲开心 so happy
291 😱 震惊 shocked
292 👀 让我康康 let me see
293 🎏 摸锦鲤 lucky carp
294 🤩 期待 looking forward
295 🧧 拿到红包 got it
297 🙇 拜谢 thank you
298 🪙 元宝 ingot
299 🐮 牛啊 awesome
300 🐽 胖三斤 gained weight
301 ✨ 好闪 sparkling
305 😚 右亲亲 kiss
306 🐂 牛气冲天 bullish
307 🐱 喵喵 meow
310 🎆 新年烟花 fireworks
311 📣 打call cheering
312 🫠 变形 melting
314 🧐 仔细分析 analysing
315 💪 加油 go
316 🙂 我没事 I am fine
317 🐶 菜汪 puppy
318 🤩 崇拜 worship
319 🫶 比心 finger heart
320 🎉 庆祝 celebrate
322 🙅 拒绝 refuse
323 😒 嫌弃 disdain
324 🍬 吃糖 candy
325 😱 惊吓 frightened
326 😠 生气 angry
`;

/** By number, in the order of the numbers. */
export const faces: ReadonlyMap<string, Face> = new Map(
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [id = "", sign = "", zh = "", ...en] = line.split(" ");
      return [id, { sign, words: { zh, en: en.join(" ") } }];
    }),
);

/** What a reaction's number shows: a face, or the character that has this number. */
export function signOf(emoji: string): string {
  const face = faces.get(emoji);
  if (face) return face.sign;
  const point = Number(emoji);
  return Number.isInteger(point) && point > 0xff && point <= 0x10ffff
    ? String.fromCodePoint(point)
    : emoji;
}
