"""AstrBot's adapter for OneBot 11, without AstrBot around it, answers one `ping`.

Environment: BOT_PORT to listen on, ONEBOT_TOKEN (optional).
"""

import asyncio
import os

from aiocqhttp import ActionFailed
from astrbot.api.event import MessageChain
from astrbot.api.message_components import At, Image, Plain
from astrbot.core.platform.sources.aiocqhttp.aiocqhttp_message_event import AiocqhttpMessageEvent
from astrbot.core.platform.sources.aiocqhttp.aiocqhttp_platform_adapter import AiocqhttpAdapter
from outcome import PNG, expect, fail, succeed


async def play(event: AiocqhttpMessageEvent) -> str:
    bot, raw, user = event.bot, event.message_obj.raw_message, event.get_sender_id()
    me = await bot.get_login_info()
    expect("user_id of get_login_info", str(me["user_id"]), event.get_self_id())
    expect("name of the sender", event.get_sender_name(), "Alice")
    group = await event.get_group()
    expect("a member", user in [member.user_id for member in group.members], True)
    await event.send(MessageChain([At(qq=user), Plain(" pong"), Image.fromBase64(PNG)]))
    # AstrBot does not keep the id of what it sends.
    history = await bot.get_group_msg_history(group_id=raw.group_id)
    said = [one for one in history["messages"] if one["user_id"] == raw.self_id]
    message_id = said[-1]["message_id"]
    await bot.delete_msg(message_id=message_id)
    await bot.set_group_ban(group_id=raw.group_id, user_id=raw.user_id, duration=60)
    try:
        await bot.call_action("no_such_action_x")
    except ActionFailed as refusal:
        expect("retcode of no_such_action_x", refusal.result["retcode"], 1404)
    else:
        raise ValueError("no_such_action_x was not refused")
    return f"as {me['nickname']}, message {message_id}"


async def serve() -> str:
    events: asyncio.Queue[AiocqhttpMessageEvent] = asyncio.Queue()
    config = {
        "id": "onebot",
        "ws_reverse_host": "127.0.0.1",
        "ws_reverse_port": int(os.environ["BOT_PORT"]),
        "ws_reverse_token": os.environ.get("ONEBOT_TOKEN", ""),
    }
    running = asyncio.create_task(AiocqhttpAdapter(config, {}, events).run())
    while not running.done():
        event = await events.get()
        if event.get_message_str() == "ping":
            return await play(event)
    raise ConnectionError("The adapter ended")


async def main() -> None:
    try:
        done = await serve()
    except Exception as error:
        fail(error)
    else:
        succeed(done)


asyncio.run(main())
