"""An example of a bot, in the place of yours: it is told of messages by HTTP POST, and answers ping with pong."""

import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer


class Bot(BaseHTTPRequestHandler):
    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        pong = {"reply": "pong", "at_sender": False}
        body = json.dumps(pong if event.get("raw_message") == "ping" else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", int(os.environ["ONEBOT_PORT"])), Bot).serve_forever()
