"""An aiocqhttp bot that answers one `ping`.

Environment: BOT_PORT to listen on, ONEBOT_TOKEN (optional), and for MODE http ONEBOT_HTTP and ONEBOT_SECRET.
"""

import asyncio
import os

from aiocqhttp import ActionFailed, CQHttp, Event, HttpFailed, Message, MessageSegment
from outcome import PNG, expect, fail, succeed

BY_HTTP = os.environ.get("MODE") == "http"
bot = CQHttp(
    message_class=Message,
    access_token=os.environ.get("ONEBOT_TOKEN"),
    api_root=os.environ["ONEBOT_HTTP"] if BY_HTTP else None,
    secret=os.environ["ONEBOT_SECRET"] if BY_HTTP else None,
    api_timeout_sec=10,
)
playing = False


async def play(event: Event) -> str:
    me = await bot.get_login_info()
    expect("user_id of get_login_info", me["user_id"], event.self_id)
    pong = MessageSegment.at(event.user_id) + " pong" + MessageSegment.image(f"base64://{PNG}")
    sent = await bot.send(event, pong)
    await bot.delete_msg(message_id=sent["message_id"])
    await bot.set_group_ban(group_id=event.group_id, user_id=event.user_id, duration=60)
    try:
        await bot.call_action("no_such_action_x")
    except ActionFailed as refusal:
        expect("retcode of no_such_action_x", refusal.result["retcode"], 1404)
    except HttpFailed as refusal:
        # Over HTTP the standard asks for status 404.
        expect("status of no_such_action_x", refusal.status_code, 404)
    else:
        raise ValueError("no_such_action_x was not refused")
    return f"as {me['nickname']}, message {sent['message_id']}"


@bot.on_message("group")
async def hear(event: Event) -> None:
    global playing
    said = str(event.message).removeprefix(f"[CQ:at,qq={event.self_id}]").strip()
    if said != "ping" or playing:
        return
    playing = True
    try:
        done = await play(event)
    except Exception as error:
        fail(error)
    else:
        succeed(done)


asyncio.run(bot.run_task("127.0.0.1", int(os.environ["BOT_PORT"])))
