// The bot of test/examples/greet.chat, in ZeroBot.
package main

import (
	"os"
	"regexp"
	"strconv"

	zero "github.com/wdvxdr1123/ZeroBot"
	"github.com/wdvxdr1123/ZeroBot/driver"
	"github.com/wdvxdr1123/ZeroBot/message"
)

func main() {
	zero.OnFullMatch("ping").Handle(func(ctx *zero.Ctx) { ctx.Send("pong") })
	zero.OnFullMatch("weather", zero.OnlyToMe).Handle(func(ctx *zero.Ctx) { ctx.Send("21 ℃") })
	zero.OnFullMatch("roll").Handle(func(ctx *zero.Ctx) {
		ctx.SendChain(message.Reply(ctx.Event.MessageID), message.Text("rolled 4"))
	})
	zero.OnRegex(`^was it (\d)\?$`).Handle(func(ctx *zero.Ctx) {
		ctx.Send("yes, " + ctx.State["regex_matched"].([]string)[1])
	})
	ban := regexp.MustCompile(`ban \[CQ:at,qq=(\d+)[^\]]*\] (\d+)h`)
	zero.OnMessage(zero.OnlyToMe).Handle(func(ctx *zero.Ctx) {
		found := ban.FindStringSubmatch(ctx.Event.RawMessage)
		if found == nil {
			return
		}
		user, _ := strconv.ParseInt(found[1], 10, 64)
		hours, _ := strconv.ParseInt(found[2], 10, 64)
		ctx.SetThisGroupBan(user, hours*3600)
	})
	zero.OnRequest().Handle(func(ctx *zero.Ctx) {
		if ctx.Event.RequestType == "group" && ctx.Event.Comment == "please" {
			ctx.SetGroupAddRequest(ctx.Event.Flag, ctx.Event.SubType, true, "")
		}
	})
	url, token := os.Getenv("ONEBOT_WS_URL"), os.Getenv("ONEBOT_ACCESS_TOKEN")
	zero.RunAndBlock(&zero.Config{Driver: []zero.Driver{driver.NewWebSocketClient(url, token)}}, nil)
}
