"""The web service of the practice deployment: says its version on a loopback port, which it writes to data/port."""
import http.server
import os

ROOT = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(ROOT, "VERSION")) as file:
    VERSION = file.read().strip()


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = ("Status-Page %s\n" % VERSION).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Page)
fresh = os.path.join(ROOT, "data", "port.new")
with open(fresh, "w") as file:
    file.write("%d\n" % server.server_address[1])
os.replace(fresh, os.path.join(ROOT, "data", "port"))
server.serve_forever()
