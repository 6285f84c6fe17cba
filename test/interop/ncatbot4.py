"""An NcatBot 4 bot that answers one `ping` and reads NapCat's own fields.

Environment: ONEBOT_URL, ONEBOT_TOKEN (optional).
"""

import os

from ncatbot.core import BotClient, GroupMessageEvent
from ncatbot.core.api.utils import NapCatAPIError
from ncatbot.core.event import PokeNoticeEvent
from ncatbot.utils import ncatbot_config
from outcome import PNG, expect, fail, succeed

bot = BotClient()
state = {"playing": False, "done": None, "poked": False}


async def play(ping: GroupMessageEvent) -> str:
    api, group, user = bot.api, ping.group_id, ping.user_id
    me = await api.get_login_info()
    expect("user_id of get_login_info", str(me.user_id), str(ping.self_id))
    expect("nickname of the sender", ping.sender.nickname, "Alice")
    expect("get_msg", (await api.get_msg(ping.message_id)).raw_message, "ping")
    expect("is_robot", (await api.get_group_member_info(group, user)).is_robot, False)
    members = (await api.get_group_member_list(group)).members
    expect("a member", "Alice" in [member.nickname for member in members], True)
    history = await api.get_group_msg_history(group, count=1)
    expect("messages of the history", len(history), 1)
    await api.upload_group_file(group, f"base64://{PNG}", "a.png", "/")
    files = (await api.get_group_root_files(group))["files"]
    expect("file_size of a.png", [f["file_size"] for f in files if f["file_name"] == "a.png"], [70])
    await api.set_essence_msg(ping.message_id)
    [essence] = await api.get_essence_msg_list(group)
    expect("message_id of the essence", str(essence.message_id), str(ping.message_id))
    node = {"type": "node", "data": {"user_id": user, "nickname": "Alice", "content": "said"}}
    card = await api.send_group_forward_msg(group, [node], ["Alice: said"], "p", "s", "t")
    [said] = (await api.get_forward_msg(card)).content
    expect("who said it in the forward", said.nickname, "Alice")
    await api.group_poke(group, user)
    sent = await api.post_group_msg(group, at=user, text=" pong", image=f"base64://{PNG}")
    await api.delete_msg(sent)
    await api.set_group_ban(group, user, 60)
    try:
        await api.get_group_album_list(group)
    except NapCatAPIError as refusal:
        expect("an unknown action named", "get_qun_album_list" in str(refusal), True)
    else:
        raise ValueError("get_qun_album_list was not refused")
    return f"as {me.nickname}, message {sent}"


def end() -> None:
    if state["done"] and state["poked"]:
        succeed(state["done"])


@bot.on_group_message()
async def hear(event: GroupMessageEvent) -> None:
    if event.raw_message != "ping" or state["playing"]:
        return
    state["playing"] = True
    try:
        state["done"] = await play(event)
    except Exception as error:
        fail(error)
    end()


@bot.on_notice()
async def notice(event: object) -> None:
    if isinstance(event, PokeNoticeEvent):
        try:
            expect("words of the poke", (await event.get_poke_message())[:3], "Bot")
        except Exception as error:
            fail(error)
        state["poked"] = True
        end()


ncatbot_config.enable_webui_interaction = False
ncatbot_config.check_ncatbot_update = False
ncatbot_config.skip_ncatbot_install_check = True
ncatbot_config.napcat.check_napcat_update = False
bot.run(
    bt_uin="10001",
    root="20002",
    ws_uri=os.environ["ONEBOT_URL"],
    ws_token=os.environ.get("ONEBOT_TOKEN", ""),
    remote_mode=True,
    enable_webui=False,
)
