"""A real mail server, out of the system's packages, with a configuration and a queue of its own."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from partnercenter.embedded.ports import free_port

SBIN = "/usr/sbin:/usr/local/sbin"
PROGRAM = shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:{SBIN}")
MISSING = "Postfix is not installed, or this is not root: a real mail server takes no part in this run."
IS_THERE = PROGRAM is not None and os.geteuid() == 0

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/state
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mail.portal.example
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
relay_domains = {far_domain}, portal.example
relay_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_rate_limit = 0
smtp_dns_support_level = disabled
smtp_host_lookup = native
transport_maps = inline:{{ {{ {far_domain} = smtp:[127.0.0.1]:{far_port} }},
  {{ portal.example = lmtp:inet:127.0.0.1:{bounce_port} }} }}
"""
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """Takes mail on `port`; hands what goes to `far_domain` to a server there, and bounces to our LMTP door."""

    far_domain: str
    far_port: int
    bounce_port: int
    port: int = field(default_factory=free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="postfix-")))

    def start(self) -> "Postfix":
        self.folder.chmod(0o755)
        (self.folder / "spool").mkdir()
        (self.folder / "state").mkdir()
        shutil.chown(self.folder / "state", "postfix")
        (self.folder / "main.cf").write_text(MAIN.format(**vars(self)))
        (self.folder / "master.cf").write_text(MASTER.format(**vars(self)))
        self._say("start")
        return self

    def stop(self) -> None:
        """Stop its processes, and only its own."""
        self._say("stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        place = self.folder / "mail.log"
        return place.read_text(errors="replace")[-3000:] if place.exists() else "(no log)"

    def _say(self, word: str, *, check: bool = True) -> None:
        said = subprocess.run(
            [str(PROGRAM), "-c", str(self.folder), word], capture_output=True, text=True, timeout=60, check=False
        )
        assert said.returncode == 0 or not check, said.stderr + self.log()
