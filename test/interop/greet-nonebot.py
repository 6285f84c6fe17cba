"""The bot of test/examples/greet.chat, in NoneBot 2."""

import os
import re

import nonebot
from nonebot.adapters.onebot.v11 import (
    Adapter,
    Bot,
    GroupMessageEvent,
    GroupRequestEvent,
    MessageEvent,
    MessageSegment,
)

nonebot.init(
    driver="~websockets",
    onebot_ws_urls=[os.environ["ONEBOT_WS_URL"]],
    onebot_access_token=os.environ.get("ONEBOT_ACCESS_TOKEN") or None,
)
nonebot.get_driver().register_adapter(Adapter)

PONG = os.environ.get("PONG", "pong")


@nonebot.on_message().handle()
async def answer(bot: Bot, event: MessageEvent) -> None:
    text = event.get_plaintext().strip()
    if text == "ping":
        await bot.send(event, PONG)
    elif text == "weather" and event.is_tome():
        await bot.send(event, "21 ℃")
    elif text == "roll":
        await bot.send(event, MessageSegment.reply(event.message_id) + "rolled 4")
    elif found := re.fullmatch(r"was it (\d)\?", text):
        await bot.send(event, f"yes, {found[1]}")
    elif isinstance(event, GroupMessageEvent) and event.is_tome() and text.startswith("ban"):
        hours = int(re.search(r"(\d+)h", text)[1])
        people = [segment.data["qq"] for segment in event.get_message() if segment.type == "at"]
        for user in people:
            await bot.set_group_ban(group_id=event.group_id, user_id=int(user), duration=hours * 3600)


@nonebot.on_request().handle()
async def decide(bot: Bot, event: GroupRequestEvent) -> None:
    if event.comment == "please":
        await event.approve(bot)


nonebot.run()
