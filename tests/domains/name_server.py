"""A real DNS server, over UDP and TCP on one port of 127.0.0.1, that answers TXT and addresses as a test says."""

import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


@dataclass
class Zone:
    """What the server knows: texts by name, aliases, and how it behaves. `asked` counts by transport."""

    texts: dict[str, list[str | list[str]]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    rcode: int | None = None
    delay: float = 0
    silent: bool = False
    cut: bool = False  # over UDP, as a large answer is
    asked: dict[str, int] = field(default_factory=lambda: {"udp": 0, "tcp": 0})
    port: int = 0

    def answer(self, wire: bytes, transport: str) -> bytes | None:
        """The answer to one question; None for none at all."""
        self.asked[transport] += 1
        time.sleep(self.delay)
        if self.silent:
            return None
        query = dns.message.from_wire(wire)
        reply = dns.message.make_response(query, recursion_available=True)
        name, kind = query.question[0].name.to_text().rstrip(".").lower(), query.question[0].rdtype.name
        if kind in ("A", "AAAA"):
            self.fill_addresses(reply, name, kind)
        else:
            self.fill(reply, name)
        if self.cut and transport == "udp":
            reply.answer = []
            reply.flags |= dns.flags.TC
        return reply.to_wire()

    def fill_addresses(self, reply: dns.message.Message, name: str, kind: str) -> None:
        if name not in self.addresses:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        rows = [row for row in self.addresses.get(name, ()) if (":" in row) == (kind == "AAAA")]
        if rows:
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *rows))

    def fill(self, reply: dns.message.Message, name: str) -> None:
        if self.rcode is not None:
            reply.set_rcode(self.rcode)
            return
        if name in self.aliases:
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", f"{self.aliases[name]}."))
            name = self.aliases[name]
        if name not in self.texts:
            reply.set_rcode(dns.rcode.NXDOMAIN)
            return
        rows = [" ".join(f'"{part}"' for part in ([row] if isinstance(row, str) else row)) for row in self.texts[name]]
        if rows:
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "TXT", *rows))


class UdpHandler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        wire, sock = self.request
        answer = self.server.zone.answer(wire, "udp")
        if answer:
            sock.sendto(answer, self.client_address)


class TcpHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        (length,) = struct.unpack("!H", self.rfile.read(2))
        answer = self.server.zone.answer(self.rfile.read(length), "tcp")
        if answer:
            self.wfile.write(struct.pack("!H", len(answer)) + answer)


@contextmanager
def serve(zone: Zone) -> Iterator[Zone]:
    """Answer until the block ends; `zone.port` says where."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), TcpHandler) as tcp:
        zone.port = tcp.server_address[1]
        with socketserver.ThreadingUDPServer(("127.0.0.1", zone.port), UdpHandler) as udp:
            servers = (tcp, udp)
            for server in servers:
                server.zone, server.daemon_threads = zone, True
                threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            try:
                yield zone
            finally:
                for server in servers:
                    server.shutdown()
