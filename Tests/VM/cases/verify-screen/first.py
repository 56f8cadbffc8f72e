"""first.py WORD COMMAND...: runs a command on a terminal in memory and prints the seconds until WORD came (at most 60;
with an empty word, until the command ended); then, for three seconds more, takes what it sends. What was sent goes into
the file `sent`. In the end q is pressed, and `left` is printed where the terminal was given back within two seconds."""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

word, command = sys.argv[1].encode(), sys.argv[2:]
start = time.monotonic()
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
sent = b""


def take(until, wanted=None):
    """Takes what comes; answers whether the word came, or, without one, whether the command ended."""
    global sent
    seen = len(sent)
    while time.monotonic() < until:
        if not select.select([terminal], [], [], max(0, until - time.monotonic()))[0]:
            return False
        try:
            got = os.read(terminal, 65536)
        except OSError:
            got = b""
        if not got:
            return wanted is None
        sent += got
        if wanted and wanted in sent[max(0, seen - 64):]:
            return True
    return False


found = take(start + 60, word or None)
print(f"{time.monotonic() - start:.3f}" if found else "never", flush=True)
if word:
    take(time.monotonic() + 3)
    os.write(terminal, b"q")
    if take(time.monotonic() + 2, b"\x1b[?1049l"):
        print("left", flush=True)
with open("sent", "wb") as file:
    file.write(sent)
