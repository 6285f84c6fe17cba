"""A NoneBot 2 bot of plugins that others wrote; it runs until it is ended.

Environment: ONEBOT_URL, ONEBOT_TOKEN (optional).
"""

import os

import nonebot
from nonebot.adapters.onebot.v11 import Adapter

nonebot.init(
    driver="~websockets",
    onebot_access_token=os.environ.get("ONEBOT_TOKEN"),
    onebot_ws_urls=[os.environ["ONEBOT_URL"]],
    superusers={"20002"},
    command_start={""},
    fakemsg_whitelist=[],
    event_check_plugin_update=False,
    localstore_use_cwd=True,
)
nonebot.get_driver().register_adapter(Adapter)
for plugin in ("admin", "fakemsg", "eventmonitor", "group_file_admin"):
    if nonebot.load_plugin(f"nonebot_plugin_{plugin}") is None:
        raise SystemExit(f"nonebot_plugin_{plugin} was not loaded")
nonebot.run()
