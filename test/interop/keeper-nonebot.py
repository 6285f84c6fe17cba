"""A NoneBot 2 bot that notes in a file which numbers it has handled, each after a while.

Environment: DRIVER, ONEBOT_URL to dial, ONEBOT_TOKEN, HANDLED (the file), DELAY in milliseconds.
"""

import asyncio
import os
import time

import nonebot
from nonebot.adapters.onebot.v11 import Adapter, PrivateMessageEvent

nonebot.init(
    driver=os.environ["DRIVER"],
    onebot_access_token=os.environ["ONEBOT_TOKEN"],
    onebot_ws_urls=[os.environ["ONEBOT_URL"]],
    log_level="WARNING",
)
nonebot.get_driver().register_adapter(Adapter)


@nonebot.on_message().handle()
async def keep(event: PrivateMessageEvent) -> None:
    await asyncio.sleep(int(os.environ["DELAY"]) / 1000)
    with open(os.environ["HANDLED"], "a") as file:
        file.write(f"{event.get_plaintext().removeprefix('n')} {time.time_ns() // 1_000_000}\n")


nonebot.run()
