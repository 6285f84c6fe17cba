"""A NoneBot 2 bot that answers one `ping`.

Environment: DRIVER, ONEBOT_TOKEN (optional), and either ONEBOT_URL to dial, or BOT_PORT to listen on, with
ONEBOT_SECRET and, where the driver makes requests, ONEBOT_HTTP.
"""

import base64
import os

import nonebot
from nonebot.adapters.onebot.v11 import (
    ActionFailed,
    Adapter,
    Bot,
    GroupMessageEvent,
    MessageSegment,
    NetworkError,
)
from outcome import PNG, fail, succeed

if port := os.environ.get("BOT_PORT"):
    reach = {
        "host": "127.0.0.1",
        "port": int(port),
        "onebot_secret": os.environ["ONEBOT_SECRET"] if "httpx" in os.environ["DRIVER"] else None,
        "onebot_api_roots": {"10001": os.environ["ONEBOT_HTTP"]},
    }
else:
    reach = {"onebot_ws_urls": [os.environ["ONEBOT_URL"]]}

nonebot.init(
    driver=os.environ["DRIVER"],
    onebot_access_token=os.environ.get("ONEBOT_TOKEN"),
    api_timeout=10.0,
    **reach,
)
nonebot.get_driver().register_adapter(Adapter)


async def play(bot: Bot, event: GroupMessageEvent) -> str:
    me = await bot.get_login_info()
    if str(me["user_id"]) != bot.self_id:
        raise ValueError(f"get_login_info answered {me}")
    pong = MessageSegment.at(event.user_id) + " pong" + MessageSegment.image(base64.b64decode(PNG))
    sent = await bot.send(event, pong)
    await bot.delete_msg(message_id=sent["message_id"])
    await bot.set_group_ban(group_id=event.group_id, user_id=event.user_id, duration=60)
    try:
        await bot.call_api("no_such_action_x")
    except ActionFailed as refusal:
        is_unknown = refusal.info["retcode"] == 1404
    except NetworkError as refusal:
        # Over HTTP the standard asks for status 404, which NoneBot takes for a fault of the network.
        is_unknown = "404" in refusal.msg
    else:
        is_unknown = False
    if not is_unknown:
        raise ValueError("no_such_action_x was not refused as unknown")
    return f"as {me['nickname']}, message {sent['message_id']}"


@nonebot.on_fullmatch("ping", temp=True).handle()
async def answer(bot: Bot, event: GroupMessageEvent) -> None:
    try:
        done = await play(bot, event)
    except Exception as error:
        fail(error)
    else:
        succeed(done)


nonebot.run()
