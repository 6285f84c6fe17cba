"""A napcat-sdk bot that answers one `ping`. Environment: ONEBOT_URL, ONEBOT_TOKEN (optional)."""

import asyncio
import os

from napcat import At, GroupMessageEvent, Image, NapCatAPIError, NapCatClient, Text

PNG = "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


async def play(client: NapCatClient, event: GroupMessageEvent) -> str:
    me = await client.get_login_info()
    if me["user_id"] != event.self_id:
        raise ValueError(f"get_login_info answered {me}")
    pong = [At(qq=str(event.user_id)), Text(text=" pong"), Image(file=PNG)]
    sent = await client.send_group_msg(group_id=str(event.group_id), message=pong)
    await client.delete_msg(message_id=sent["message_id"])
    await client.set_group_ban(
        group_id=str(event.group_id), user_id=str(event.user_id), duration=60
    )
    try:
        await client.call_action("no_such_action_x")
    except NapCatAPIError as refusal:
        is_unknown = refusal.retcode == 1404
    else:
        is_unknown = False
    if not is_unknown:
        raise ValueError("no_such_action_x was not refused as unknown")
    return f"as {me['nickname']}, message {sent['message_id']}"


async def serve() -> str:
    client = NapCatClient(os.environ["ONEBOT_URL"], os.environ.get("ONEBOT_TOKEN"))
    async for event in client:
        # The type is the point: what lacks a field that NapCat gives is none of these.
        if isinstance(event, GroupMessageEvent) and event.raw_message == "ping":
            return await play(client, event)
    raise ConnectionError("The server closed the connection")


try:
    done = asyncio.run(asyncio.wait_for(serve(), 40))
except TimeoutError:
    print("INTEROP-FAIL no ping was answered within 40 s")
    raise SystemExit(1)
except Exception as error:
    print(f"INTEROP-FAIL {error!r}")
    raise SystemExit(1)
else:
    print(f"INTEROP-OK {done}")
