"""An aiocqhttp bot that notes in a file which numbers it has handled, each after a while.

Environment: BOT_PORT to listen on, ONEBOT_TOKEN, HANDLED (the file), DELAY in milliseconds.
"""

import asyncio
import os
import time

from aiocqhttp import CQHttp, Event

bot = CQHttp(access_token=os.environ["ONEBOT_TOKEN"])


@bot.on_message("private")
async def keep(event: Event) -> None:
    await asyncio.sleep(int(os.environ["DELAY"]) / 1000)
    with open(os.environ["HANDLED"], "a") as file:
        file.write(f"{event.raw_message.removeprefix('n')} {time.time_ns() // 1_000_000}\n")


asyncio.run(bot.run_task("127.0.0.1", int(os.environ["BOT_PORT"])))
