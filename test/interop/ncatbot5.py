"""An NcatBot 5 bot that answers one `ping` and reads NapCat's own fields.

Environment: ONEBOT_URL, ONEBOT_TOKEN (optional).
"""

import asyncio
import os

from ncatbot.adapter import NapCatAdapter
from ncatbot.api.errors import APINotFoundError
from ncatbot.app import BotClient
from ncatbot.types.napcat import SendMessageResult
from ncatbot.types.qq import GroupMessageEventData, GroupUploadNoticeEventData, NotifyEventData
from outcome import PNG, expect, fail, succeed

adapter = NapCatAdapter(
    config={
        "ws_uri": os.environ["ONEBOT_URL"],
        "ws_token": os.environ.get("ONEBOT_TOKEN", ""),
        "enable_webui": False,
        "skip_setup": True,
    },
    bot_uin="10001",
)


async def play(bot: BotClient, ping: GroupMessageEventData) -> str:
    qq, group, user = bot.api.qq, ping.group_id, ping.user_id
    me = await qq.query.get_login_info()
    expect("user_id of get_login_info", me.user_id, ping.self_id)
    expect("nickname of the sender", ping.sender.nickname, "Alice")
    expect("get_msg", (await qq.query.get_msg(ping.message_id)).raw_message, "ping")
    members = await qq.query.get_group_member_list(group)
    expect("a member", "Alice" in [member.nickname for member in members], True)
    api = adapter.get_api()
    # Its own way with what has no address is upload_file_stream, which only NapCat has.
    picture = f"base64://{PNG}"
    await api.call("upload_group_file", {"group_id": group, "file": picture, "name": "a.png"})
    files = (await api.get_group_root_files(group)).files
    expect("file_size of a.png", [f.file_size for f in files if f.file_name == "a.png"], [70])
    await qq.manage.set_essence_msg(ping.message_id)
    [essence] = await qq.query.get_essence_msg_list(group)
    expect("message_id of the essence", essence.message_id, ping.message_id)
    node = {"type": "node", "data": {"user_id": user, "nickname": "Alice", "content": "said"}}
    card = await api.send_forward_msg("group", group, [node])
    said = await qq.query.get_forward_msg(card.message_id)
    expect("text in the forward", said.messages[0].message[0]["data"]["text"], "said")
    shut = await qq.query.get_group_shut_list(group)
    expect("people who are banned", len(shut), 0)
    remain = await qq.query.get_group_at_all_remain(group)
    expect("can_at_all", remain.can_at_all, True)
    await qq.messaging.send_poke(group, user)
    pong = f"[CQ:at,qq={user}] pong[CQ:image,file={picture}]"
    answer = await api.call("send_group_msg", {"group_id": group, "message": pong})
    sent = SendMessageResult(**answer["data"])
    await qq.messaging.delete_msg(sent.message_id)
    await qq.manage.set_group_ban(group, user, 60)
    try:
        await api.call("no_such_action_x")
    except APINotFoundError:
        pass
    else:
        raise ValueError("no_such_action_x was not refused")
    return f"as {me.nickname}, message {sent.message_id}"


async def main() -> None:
    bot = BotClient(adapters=[adapter], plugins_dir="no-plugins", hot_reload=False)
    await bot.run_async()
    playing = None
    wanted = {NotifyEventData, GroupUploadNoticeEventData}
    async with bot.dispatcher.events() as events:
        async for event in events:
            data = event.data
            wanted.discard(type(data))
            is_ping = isinstance(data, GroupMessageEventData) and data.raw_message == "ping"
            if is_ping and not playing:
                playing = asyncio.create_task(play(bot, data))
                playing.add_done_callback(lambda task: task.exception() and fail(task.exception()))
            if playing and playing.done() and not wanted:
                succeed(playing.result())


asyncio.run(main())
