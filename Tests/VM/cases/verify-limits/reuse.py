"""A number is given to another process while weir adopts the one that had it: what lands in the scope is the process that
was meant, or nothing. weir is stopped once it holds the manager by a descriptor, as its connection to the bus does: it
has looked at the number by then, and not yet handed it over; only then is the number free."""
import os
import signal
import subprocess
import sys
import time

SCOPE = "weirreuse.scope"
rounds = int(sys.argv[1])


def is_connected(pid):
    try:
        return any("pidfd" in os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return False


def given_again(number):
    """Another process of that number; None where somebody else took it."""
    for _ in range(50):
        with open("/proc/sys/kernel/ns_last_pid", "w") as file:
            file.write(str(number - 1))
        other = subprocess.Popen(["sleep", "1000"])
        if other.pid == number:
            return other
        other.kill()
        other.wait()
    return None


def listed():
    return subprocess.run(["systemctl", "list-units", "--all", "--no-legend", SCOPE], capture_output=True, text=True).stdout


again = 0
for _ in range(rounds):
    meant = subprocess.Popen(["sleep", "1000"])
    weir = subprocess.Popen(["weir", "adopt", str(meant.pid), f"--unit={SCOPE}"], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)
    while weir.poll() is None and not is_connected(weir.pid):
        pass
    stopped = weir.poll() is None
    if stopped:
        weir.send_signal(signal.SIGSTOP)
    meant.kill()
    meant.wait()
    other = given_again(meant.pid) if stopped else None
    if stopped:
        weir.send_signal(signal.SIGCONT)
    weir.wait(60)
    if other:
        again += 1
        with open(f"/proc/{other.pid}/cgroup") as file:
            place = file.read()
        if SCOPE in place:
            sys.exit(f"process {other.pid} was never meant, and is in {place}")
        other.kill()
        other.wait()
    for _ in range(300):
        if not listed():
            break
        time.sleep(0.1)
    else:
        sys.exit(f"left behind: {listed()}")
print(f"run: in {again} of {rounds} rounds the number was another's before weir went on")
sys.exit(again <= rounds / 2)
