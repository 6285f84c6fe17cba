"""What the bot should do."""

import re


def test_ping(alice, bot):
    alice.says("ping")
    bot.should_say("pong")


def test_private(alice, bot):
    alice.says("ping", to=bot)
    bot.should_say(re.compile("^p.ng$"))
    alice.says("hello", to=bot)
    bot.should_be_silent(0.2)


def test_call(alice, bob, bot, clock, fault):
    fault(action="send_*", retcode=103, count=1)
    alice.says("ping")
    bot.should_call("send_group_msg", group_id=10010)
    bob.says("ping")
    bot.should_say("pong")
    clock("8h")
