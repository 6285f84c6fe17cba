"""How a bot is tested in Python: a world in memory, the bot in it, and two people who talk to it."""

import asyncio
import json
import re

from websockets.asyncio.client import connect

ONEBOT = ["bun", "src/main.ts", "--set", 'data_dir=":memory:"', "--set", "ws.port=0"]
BOT, ALICE, BOB, GROUP = 10001, 20002, 20003, 10010


async def send(socket, **params):
    await socket.send(json.dumps({"action": "send_msg", "params": params}))


async def ping_bot(socket):
    """The bot: it answers ping with pong, in private and in groups."""
    async for frame in socket:
        event = json.loads(frame)
        if event.get("raw_message") == "ping":
            where = ("message_type", "user_id", "group_id")
            await send(socket, **{key: event[key] for key in where if key in event}, message="pong")


async def hears(person):
    """The next message that reaches somebody: who said what."""
    while True:
        event = json.loads(await person.recv())
        if event.get("post_type") == "message":
            return event["user_id"], event["raw_message"]


async def address(server):
    """Reads in the log where the server listens: with port 0 it takes a free one."""
    async for line in server.stdout:
        if found := re.search(rb"ws://\S+", line):
            return found[0].decode()


async def main():
    server = await asyncio.create_subprocess_exec(*ONEBOT, stdout=asyncio.subprocess.PIPE)
    try:
        url = await address(server)
        async with (
            connect(url) as bot,
            connect(f"{url}?self_id={ALICE}") as alice,
            connect(f"{url}?self_id={BOB}") as bob,
            asyncio.timeout(10),
        ):
            answering = asyncio.create_task(ping_bot(bot))

            await send(alice, user_id=BOT, message="ping")
            assert await hears(alice) == (BOT, "pong")

            await send(alice, group_id=GROUP, message="hello")
            await send(alice, group_id=GROUP, message="ping")
            assert await hears(bob) == (ALICE, "hello")
            assert await hears(bob) == (ALICE, "ping")
            assert await hears(bob) == (BOT, "pong")

            answering.cancel()
    finally:
        server.kill()
        await server.wait()
    print("The bot answers ping, and nothing else")


asyncio.run(main())
