// A ZeroBot bot that answers one `ping`.
// Environment: ONEBOT_TOKEN (optional), and ONEBOT_URL to dial; for MODE http ONEBOT_HTTP to call, BOT_PORT to
// listen on and ONEBOT_SECRET.
package main

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"

	zero "github.com/wdvxdr1123/ZeroBot"
	"github.com/wdvxdr1123/ZeroBot/driver"
	"github.com/wdvxdr1123/ZeroBot/message"
)

const png = "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func main() {
	token := os.Getenv("ONEBOT_TOKEN")
	var way zero.Driver = driver.NewWebSocketClient(os.Getenv("ONEBOT_URL"), token)
	if os.Getenv("MODE") == "http" {
		here := "http://127.0.0.1:" + os.Getenv("BOT_PORT")
		there := strings.TrimSuffix(os.Getenv("ONEBOT_HTTP"), "/")
		way = driver.NewHTTPClient(here, os.Getenv("ONEBOT_SECRET"), there, token)
	}
	time.AfterFunc(40*time.Second, func() { fail("no ping was answered within 40 s") })
	var playing atomic.Bool
	zero.OnFullMatch("ping", zero.OnlyGroup).Handle(func(ctx *zero.Ctx) {
		if playing.CompareAndSwap(false, true) {
			play(ctx)
		}
	})
	zero.RunAndBlock(&zero.Config{Driver: []zero.Driver{way}}, nil)
}

func play(ctx *zero.Ctx) {
	event := ctx.Event
	me := ctx.GetLoginInfo()
	if me.Get("user_id").Int() != event.SelfID {
		fail("get_login_info answered " + me.Raw)
	}
	if name := ctx.GetThisGroupMemberInfo(event.UserID, true).Get("nickname").Str; name != "Alice" {
		fail("get_group_member_info says " + name)
	}
	ctx.UploadThisGroupFile(png, "a.png", "")
	size := ctx.GetThisGroupRootFiles().Get(`files.#(file_name=="a.png").file_size`).Int()
	if size != 70 {
		fail(fmt.Sprintf("file_size of a.png is %d", size))
	}
	node := message.CustomNode("Alice", event.UserID, "said")
	if card := ctx.SendGroupForwardMessage(event.GroupID, message.Message{node}); card.Get("message_id").Int() == 0 {
		fail("send_group_forward_msg answered " + card.Raw)
	}
	id := ctx.SendChain(message.At(event.UserID), message.Text(" pong"), message.Image(png))
	ctx.DeleteMessage(id)
	ctx.SetThisGroupBan(event.UserID, 60)
	refusal := ctx.CallAction("no_such_action_x", nil)
	// Over HTTP the standard asks for status 404, which ZeroBot makes 1404 as well.
	if refusal.RetCode != 1404 {
		fail(fmt.Sprintf("no_such_action_x: %+v", refusal))
	}
	fmt.Printf("INTEROP-OK as %s, message %d\n", me.Get("nickname").Str, id.ID())
	os.Exit(0)
}

func fail(why string) {
	fmt.Println("INTEROP-FAIL", why)
	os.Exit(1)
}
