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

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


async def play(event: AiocqhttpMessageEvent) -> str:
    bot, raw = event.bot, event.message_obj.raw_message
    me = await bot.get_login_info()
    if str(me["user_id"]) != event.get_self_id():
        raise ValueError(f"get_login_info answered {me}")
    group = await event.get_group()
    if group is None or event.get_sender_id() not in [one.user_id for one in group.members]:
        raise ValueError(f"get_group gave {group}")
    await event.send(MessageChain([At(qq=event.get_sender_id()), Plain(" pong"), Image.fromBase64(PNG)]))
    history = await bot.get_group_msg_history(group_id=raw.group_id)
    said = [one for one in history["messages"] if one["user_id"] == raw.self_id]
    message_id = said[-1]["message_id"]
    await bot.delete_msg(message_id=message_id)
    await bot.set_group_ban(group_id=raw.group_id, user_id=raw.user_id, duration=60)
    try:
        await bot.call_action("no_such_action_x")
    except ActionFailed as refusal:
        if refusal.retcode == 1404:
            return f"as {me['nickname']}, message {message_id}"
    raise ValueError("no_such_action_x was not refused as unknown")


async def serve() -> str:
    events: asyncio.Queue = asyncio.Queue()
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
        line, code = f"INTEROP-OK {await asyncio.wait_for(serve(), 40)}", 0
    except TimeoutError:
        line, code = "INTEROP-FAIL no ping was answered within 40 s", 1
    except Exception as error:
        line, code = f"INTEROP-FAIL {error!r}", 1
    # AstrBot leaves tasks that would be waited for.
    print(f"\n{line}", flush=True)
    os._exit(code)


asyncio.run(main())
