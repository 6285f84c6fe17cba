"""A napcat-sdk bot that answers one `ping` and reads NapCat's own fields.

Environment: ONEBOT_TOKEN (optional), and ONEBOT_URL to dial or BOT_PORT to listen on.
"""

import asyncio
import os

from napcat import (
    At,
    GroupMessageEvent,
    GroupPokeEvent,
    GroupUploadNoticeEvent,
    Image,
    NapCatAPIError,
    NapCatClient,
    ReverseWebSocketServer,
    Text,
    UnknownEvent,
)
from outcome import PNG, expect, fail, succeed

TOKEN = os.environ.get("ONEBOT_TOKEN")


async def play(client: NapCatClient, ping: GroupMessageEvent) -> str:
    group, user = ping.group_id, ping.user_id
    me = await client.get_login_info()
    expect("user_id of get_login_info", me["user_id"], ping.self_id)
    expect("nickname of the sender", ping.sender.nickname, "Alice")
    read = await client.get_msg(message_id=ping.message_id)
    expect("get_msg", [read["real_id"], read["message_seq"]], [ping.real_id, ping.message_seq])
    members = await client.get_group_member_list(group_id=str(group))
    expect("is_robot of a person", [m["is_robot"] for m in members if m["user_id"] == user], [False])
    await client.upload_group_file(group_id=str(group), file=f"base64://{PNG}", name="a.png")
    files = (await client.get_group_root_files(group_id=str(group)))["files"]
    expect("file_size of a.png", [f["file_size"] for f in files if f["file_name"] == "a.png"], [70])
    await client.set_essence_msg(message_id=ping.message_id)
    [essence] = await client.get_essence_msg_list(group_id=str(group))
    expect("message_id of the essence", essence["message_id"], ping.message_id)
    node = {"type": "node", "data": {"user_id": str(user), "nickname": "Alice", "content": "said"}}
    card = await client.call_action(
        "send_group_forward_msg", {"group_id": group, "messages": [node]}
    )
    said = await client.get_forward_msg(message_id=str(card["message_id"]))
    expect("who said it in the forward", said["messages"][0]["sender"]["nickname"], "Alice")
    await client.group_poke(group_id=str(group), user_id=str(user))
    pong = [At(qq=str(user)), Text(text=" pong"), Image(file=f"base64://{PNG}")]
    sent = await client.send_group_msg(group_id=str(group), message=pong)
    await client.delete_msg(message_id=sent["message_id"])
    await client.set_group_ban(group_id=str(group), user_id=str(user), duration=60)
    try:
        await client.call_action("no_such_action_x")
    except NapCatAPIError as refusal:
        expect("retcode of no_such_action_x", refusal.retcode, 1404)
    else:
        raise ValueError("no_such_action_x was not refused")
    return f"as {me['nickname']}, message {sent['message_id']}"


async def serve(client: NapCatClient) -> None:
    playing = None
    # What the bot does to the group is told to it, too.
    wanted = {GroupPokeEvent, GroupUploadNoticeEvent}
    async for event in client:
        if isinstance(event, UnknownEvent):
            fail(f"unknown to napcat-sdk: {event.raw_data}")
        wanted.discard(type(event))
        if isinstance(event, GroupMessageEvent) and event.raw_message == "ping" and not playing:
            playing = asyncio.create_task(play(client, event))
            playing.add_done_callback(lambda task: task.exception() and fail(task.exception()))
        if playing and playing.done() and not wanted:
            succeed(playing.result())


async def main() -> None:
    if port := os.environ.get("BOT_PORT"):
        await ReverseWebSocketServer(serve, "127.0.0.1", int(port), TOKEN).run_forever()
    else:
        await serve(NapCatClient(os.environ["ONEBOT_URL"], TOKEN))


asyncio.run(main())
