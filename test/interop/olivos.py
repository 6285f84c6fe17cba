"""A bot on OlivOS' OneBot SDK that answers one `ping`.

Environment: BOT_PORT to listen on, ONEBOT_HTTP to call, ONEBOT_TOKEN (optional).
"""

import http.server
import os
import threading
from types import SimpleNamespace
from urllib.parse import urlsplit

import OlivOS
from outcome import PNG, expect, fail, succeed

sdk = OlivOS.onebotSDK
root = urlsplit(os.environ["ONEBOT_HTTP"])
post_info = SimpleNamespace(
    host=f"http://{root.hostname}",
    port=root.port,
    access_token=os.environ.get("ONEBOT_TOKEN", ""),
)
bot_info = SimpleNamespace(id=10001, post_info=post_info, debug_mode=False, debug_logger=None)
playing = threading.Lock()


def play(event: "OlivOS.API.Event") -> str:
    event.bot_info = bot_info
    action, group, user = sdk.event_action, event.data.group_id, event.data.user_id
    me = action.get_login_info(event)["data"]
    expect("id of get_login_info", str(me["id"]), event.base_info["self_id"])
    expect("name of the sender", event.data.sender["name"], "Alice")
    names = [member["name"] for member in action.get_group_member_list(event, group)["data"]]
    expect("a member", "Alice" in names, True)
    # OlivOS does not tell what became of a message; its frame has user_id -1 for a group.
    call = sdk.api.send_msg(sdk.get_SDK_bot_info_from_Event(event))
    call.data.message_type = "group"
    call.data.group_id = group
    call.data.message = f"[CQ:at,qq={user}] pong[CQ:image,file=base64://{PNG}]"
    sent = sdk.init_api_json(call.do_api().text)
    action.delete_msg(event, sent["message_id"])
    action.set_group_ban(event, group, user, 60)
    return f"as {me['name']}, message {sent['message_id']}"


class Listener(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        # As OlivOS answers each event.
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"200")
        event = OlivOS.API.Event(sdk.event(raw))
        if getattr(event.data, "raw_message", None) != "ping" or not playing.acquire(blocking=False):
            return
        try:
            done = play(event)
        except Exception as error:
            fail(error)
        else:
            succeed(done)

    def log_message(self, *_: object) -> None:
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["BOT_PORT"])), Listener).serve_forever()
