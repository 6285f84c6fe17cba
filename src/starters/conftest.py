"""Fixtures that test a OneBot 11 bot: people who speak, and what the bot should do.

Written by `onebot init pytest`, version VERSION. It needs Python 3.9, pytest, and the onebot executable.
"""

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

import pytest

# The onebot executable, the command that starts the bot, and where the bot listens if it is dialled:
# ws:// for reverse WebSocket, http:// for HTTP POST, None if the bot dials ONEBOT_WS_URL itself.
ONEBOT = os.environ.get("ONEBOT", "onebot")
BOT = os.environ.get("BOT", "python3 bot.py")
LISTENS = os.environ.get("BOT_LISTENS", "http://127.0.0.1:{port}/")

GROUP = 10010
LIMIT = 5.0


class World:
    """The server with everybody in it."""

    def __init__(self, url, token):
        self.url, self.token = url, token
        self.cursor = 0

    def reply(self, action, account=None, /, **params):
        query = f"?self_id={account}" if account else ""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps(params).encode()
        request = urllib.request.Request(f"{self.url}{action}{query}", body, headers)
        with urllib.request.urlopen(request, timeout=LIMIT + 5) as response:
            return json.load(response)

    def call(self, action, account=None, /, **params):
        """Makes a call as somebody, by their number, and gives its data."""
        reply = self.reply(action, account, **params)
        assert reply["status"] == "ok", f"{action} failed: {reply}"
        return reply["data"]

    def wait(self, limit=LIMIT, **pattern):
        """The next thing in the record that has these parts, and None if it does not come in time."""
        params = {**pattern, "cursor": self.cursor, "timeout_ms": int(limit * 1000)}
        reply = self.reply(".sandbox.wait", **params)
        if reply["status"] != "ok":
            return None
        self.cursor = reply["data"]["cursor"]
        return reply["data"]["entry"]


class Person:
    def __init__(self, world, account):
        self.world, self.account = world, account

    def says(self, message, to=None, group=GROUP):
        """Says something in the group, or to somebody in private; gives the message's id."""
        if to is not None:
            return self.calls("send_private_msg", user_id=to.account, message=message)["message_id"]
        return self.calls("send_group_msg", group_id=group, message=message)["message_id"]

    def calls(self, action, /, **params):
        return self.world.call(action, self.account, **params)

    def is_refused(self, action, /, **params):
        """Makes a call that must fail; gives why."""
        reply = self.world.reply(action, self.account, **params)
        assert reply["status"] == "failed", f"{action} was not refused: {reply}"
        return reply["message"]


class Bot(Person):
    def should_say(self, message, limit=LIMIT):
        """The next message of the bot is this: a text, or a pattern made by re.compile."""
        end = time.monotonic() + limit
        while entry := self.world.wait(max(0, end - time.monotonic()), event={"post_type": "message", "user_id": self.account}):
            said = entry["event"]["raw_message"]
            if not hasattr(message, "search"):
                assert said == message
                return None
            found = message.search(said)
            assert found, f"{said!r} does not match {message.pattern!r}"
            return found
        raise AssertionError(f"The bot did not say {message!r} within {limit} s")

    def should_call(self, action, /, limit=LIMIT, **params):
        """The bot makes this call, with at least these params; gives the call."""
        entry = self.world.wait(limit, call={"account": self.account, "action": action, "params": params})
        assert entry, f"The bot did not call {action} {params} within {limit} s"
        return entry["call"]

    def should_be_silent(self, seconds=0.5):
        entry = self.world.wait(seconds, event={"post_type": "message", "user_id": self.account})
        assert entry is None, f"The bot said {entry['event']['raw_message']!r}"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_until(is_so, what):
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, f"{what} within 30 s"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def server():
    """The server and the bot, for all tests."""
    port = free_port()
    listens = (LISTENS or "").replace("{port}", str(port))
    sets = ["data_dir=:memory:", "ws.port=0", "http.enable=true", "http.port=0", "limits.stop_timeout=500"]
    if listens.startswith("http"):
        sets.append(f"http_post.url={listens}")
    elif listens:
        sets += [f"ws_reverse.url={listens}", "ws_reverse.use_universal_client=true", "ws_reverse.reconnect_interval=100"]
    with tempfile.TemporaryDirectory() as folder:
        ready = os.path.join(folder, "ready.json")
        command = [*ONEBOT.split(), "serve", "--ready-file", ready]
        for each in sets:
            command += ["--set", each]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        bot = None
        try:
            wait_until(lambda: os.path.exists(ready) or process.poll() is not None, "The server did not start")
            with open(ready) as file:
                at = json.load(file)
            env = {
                **os.environ,
                "ONEBOT_WS_URL": at["ws"],
                "ONEBOT_HTTP_URL": at["http"],
                "ONEBOT_ACCESS_TOKEN": "",
                "ONEBOT_PORT": str(port),
            }
            # A session of its own, so that what it starts ends with it.
            bot = subprocess.Popen(BOT, shell=True, env=env, start_new_session=True)
            world = World(at["http"], "")
            wait_until(lambda: is_there(world, listens, bot), "The bot was not there")
            yield world
        finally:
            process.terminate()
            process.wait(10)
            if bot:
                try:
                    os.killpg(bot.pid, signal.SIGTERM)
                except ProcessLookupError:
                    pass
                bot.wait(10)


def is_there(world, listens, bot):
    assert bot.poll() is None, f"The bot has ended with {bot.returncode}"
    if not listens.startswith("http"):
        return any(each["path"] != "/api" for each in world.call(".sandbox.connections")["connections"])
    host, port = re.match(r"https?://([^:/]+):(\d+)", listens).groups()
    with socket.socket() as found:
        return found.connect_ex((host, int(port))) == 0


@pytest.fixture
def world(server):
    """The world as the configuration has it, without faults, anew for each test."""
    server.call(".sandbox.reset")
    server.call(".sandbox.clear_faults")
    server.cursor = server.call(".sandbox.wait")["cursor"]
    return server


@pytest.fixture
def bot(world):
    return Bot(world, world.call("get_login_info")["user_id"])


def person(name):
    @pytest.fixture(name=name.lower())
    def made(world):
        """Somebody of the configuration."""
        people = world.call(".sandbox.list")["users"]
        return Person(world, next(each["user_id"] for each in people if each["nickname"] == name))

    return made


alice, bob = person("Alice"), person("Bob")


@pytest.fixture
def clock(world):
    """Moves the time: clock("8h"), clock(set="2030-01-01 08:00")."""

    def move(advance=None, **params):
        return world.call(".sandbox.clock", **({"advance": advance} if advance else {}), **params)

    return move


@pytest.fixture
def fault(world):
    """Makes calls or events go wrong: fault(action="send_*", retcode=103, count=1)."""
    return lambda **params: world.call(".sandbox.fault", **params)
