"""How a bot is tested in Python: a world in memory, the bot in it, and two people who talk to it."""

import asyncio
import json
import tempfile
from pathlib import Path

from websockets.asyncio.client import connect

ONEBOT = ["bun", "src/main.ts", "--set", "data_dir=:memory:", "--set", "ws.port=0"]
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


async def address(server, ready):
    """Where the server listens, which it writes down once it does."""
    while not ready.exists():
        assert server.returncode is None, "The server did not start"
        await asyncio.sleep(0.02)
    return json.loads(ready.read_text())["ws"]


async def main():
    folder = tempfile.TemporaryDirectory()
    ready = Path(folder.name, "ready.json")
    server = await asyncio.create_subprocess_exec(
        *ONEBOT, "--ready-file", ready, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        url = await address(server, ready)
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
        server.terminate()
        await server.wait()
        folder.cleanup()
    print("The bot answers ping, and nothing else")


asyncio.run(main())
