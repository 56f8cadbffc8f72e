"""The matrix: sets every row in every place, one call a cell, and judges each cell by what the files hold.

A cell is one of
  kept     there after a daemon-reload, an unrelated set-property and another unit's start; file and property agree
  warned   written, and weir says who may undo it
  refused  not written, and one line says why
and must be the one that `expected` says."""

import itertools
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rows import DISK, ROWS, Row

ROOT = "/sys/fs/cgroup"
ABSENT_FILE = "(No such file or directory)"
ALICE = ["setpriv", "--reuid=alice", "--regid=alice", "--init-groups", "env", "HOME=/home/alice"]


def run(*command, check=True, user=None):
    if user:
        command = [*ALICE, f"XDG_RUNTIME_DIR=/run/user/{user}",
                   f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{user}/bus", *command]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise SystemExit(f"{command}: exit {done.returncode}: {done.stderr}")
    return done


def read(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError as error:
        return f"({error.strerror})"


@dataclass
class Place:
    name: str
    target: str  # what weir is given
    group: str  # the directory
    unit: str = ""  # empty: no unit's own group
    user: int | None = None  # whose manager's
    inner: str = ""  # crun's second group

    def systemctl(self, *arguments, check=True):
        manager = ["systemctl", "--user"] if self.user else ["systemctl"]
        return run(*manager, *arguments, check=check, user=self.user)

    def weir(self, *arguments):
        return run("weir", *arguments, check=False, user=self.user)

    def holds(self, row: Row):
        """Whether the kernel's file has the row's value, in each group that must have it."""
        groups = [self.group]
        # An inner group with a limit of its own goes along: one that was left behind would bind still.
        if self.inner and row.file.endswith(".max") and read(f"{self.inner}/{row.file}").isdecimal():
            groups.append(self.inner)
        return all(row.text in self.values(row, group) for group in groups)

    def values(self, row: Row, group=""):
        text = read(f"{group or self.group}/{row.file}")
        if row.file == "io.max":
            return [word for line in text.splitlines() if line.startswith(DISK) for word in line.split()]
        return [line.strip() for line in text.splitlines()]

    def shows(self, row: Row):
        shown = self.systemctl("show", "-P", row.setting, self.unit).stdout.strip()
        return re.fullmatch(row.shown, shown) is not None, shown


def group_of(unit, user=None):
    manager = ["systemctl", "--user"] if user else ["systemctl"]
    return ROOT + run(*manager, "show", "-P", "ControlGroup", unit, user=user).stdout.strip()


def until(what, condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise SystemExit(f"never came: {what}")


class Places:
    """The seven, made and taken away."""

    def __enter__(self):
        self.children = []
        self.alice = int(run("id", "-u", "alice").stdout)
        try:
            return self.make()
        except BaseException:
            self.take_away()
            raise

    def __exit__(self, *_):
        self.take_away()

    def make(self):
        # What set-property kept for a slice of that name would come again.
        run("systemctl", "revert", "weirm.slice", check=False)
        run("systemd-run", "--quiet", "--unit=weirm.service", "sleep", "infinity")
        self.start("systemd-run", "--quiet", "--scope", "--unit=weirm", "sleep", "infinity")
        run("systemd-run", "--quiet", "--unit=weirm-inner.service", "--slice=weirm.slice", "sleep", "infinity")
        run("systemd-run", "--user", "--quiet", "--unit=weirmuser.service", "sleep", "infinity", user=self.alice)
        self.start("weir", "run", "--delegate", "--unit=weirmchild", "--", "sleep", "infinity")
        # Without it the kernel takes no weight for a single disk.
        with open(f"{ROOT}/io.cost.qos", "w") as file:
            file.write(f"{DISK} enable=1")
        engine = ["--network", "none", "weir-busybox", "sleep", "99999"]
        docker = run("docker", "run", "-d", "--name", "weirm", *engine).stdout.strip()
        podman = run("podman", "run", "-d", "--name", "weirm", *engine).stdout.strip()
        for scope in ("weirm.scope", "weirmchild.scope"):
            until(scope, lambda: run("systemctl", "-q", "is-active", scope, check=False).returncode == 0)
        below = group_of("weirmchild.scope")
        until("controllers", lambda: "memory" in read(f"{below}/cgroup.subtree_control"))
        os.mkdir(f"{below}/child")
        # An engine writes its own limits for a while.
        time.sleep(6)
        places = [Place(kind, f"weirm.{kind}", group_of(f"weirm.{kind}"), f"weirm.{kind}")
                  for kind in ("service", "scope", "slice")]
        places.append(Place("user unit", "weirmuser.service", group_of("weirmuser.service", self.alice),
                            "weirmuser.service", self.alice))
        places.append(Place("delegated", f"{below[len(ROOT):]}/child", f"{below}/child"))
        for name, unit in (("docker", f"docker-{docker}.scope"), ("podman", f"libpod-{podman}.scope")):
            place = Place(name, unit, group_of(unit), unit)
            if os.path.isdir(f"{place.group}/container"):
                place.inner = f"{place.group}/container"
            places.append(place)
        return places

    def start(self, *command):
        self.children.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))

    def take_away(self):
        with open(f"{ROOT}/io.cost.qos", "w") as file:
            file.write(f"{DISK} enable=0")
        run("docker", "rm", "-f", "weirm", check=False)
        run("podman", "rm", "-f", "-t", "0", "weirm", check=False)
        run("systemctl", "--user", "stop", "weirmuser.service", check=False, user=self.alice)
        run("systemctl", "stop", "weirm.service", "weirm.scope", "weirm-inner.service", "weirm.slice",
            "weirmchild.scope", check=False)
        for child in self.children:
            child.wait(60)


numbers = itertools.count(101)


def disturb(places):
    """What puts back whatever was written behind the managers' backs."""
    user = next(place.user for place in places if place.user)
    run("systemctl", "daemon-reload")
    run("systemctl", "--user", "daemon-reload", user=user)
    for place in places:
        if place.unit:
            # Properties of no row, one for each controller that the manager then writes anew.
            place.systemctl("set-property", "--runtime", place.unit, f"StartupCPUWeight={next(numbers)}",
                            f"StartupIOWeight={next(numbers)}", f"DefaultMemoryLow={next(numbers) * 4096}")
    run("systemd-run", "--quiet", "--wait", "--unit=weirmother", "true")
    run("systemd-run", "--user", "--quiet", "--wait", "--unit=weirmother", "true", user=user)


def expected(row: Row, place: Place):
    """kept, warned or refused, and what a refusal must say."""
    if place.user and row.setting and row.controller in ("cpuset", "io"):
        return "refused", f"{row.controller} controller is not.*Delegate="  # not delegated to user managers
    if row.refused:
        return "refused", row.refused
    # Nobody enables hugetlb, and cpuset only for as long as a unit has CPUs of its own: then there is no file.
    if not row.setting and row.controller in ("hugetlb", "cpuset") and not os.path.exists(f"{place.group}/{row.file}"):
        return "refused", row.controller
    if row.refused_for_units and place.unit:
        return "refused", row.refused_for_units
    if place.unit and not row.setting:
        return "warned", ""
    return "kept", ""


@dataclass
class Cell:
    row: Row
    place: Place
    came: str = ""
    detail: str = ""
    wrong: str = ""
    wanted: tuple = ("", "")  # what must come of it, told while the group is there


def set_cell(row: Row, place: Place) -> Cell:
    cell = Cell(row, place, wanted=expected(row, place))
    done = place.weir("set", place.target, row.name, "-o", "json")
    if done.returncode != 0:
        cell.came = "refused"
        cell.detail = done.stderr.strip()
        if done.returncode != 1 or len(cell.detail.splitlines()) != 1 or done.stdout:
            cell.wrong = f"exit {done.returncode}, not one line: {done.stderr!r} {done.stdout!r}"
        return cell
    report = json.loads(done.stdout)
    warnings = [warning for step in report["steps"] for warning in step["warnings"]]
    routes = {step["route"] for step in report["steps"] if step["group"] == place.group[len(ROOT):]}
    cell.came = "warned" if warnings else "kept"
    cell.detail = warnings[0] if warnings else f"by the {'+'.join(sorted(routes))}"
    if not place.holds(row):
        cell.wrong = f"said done, but the file holds {place.values(row)}"
    if place.unit and row.setting:
        agrees, shown = place.shows(row)
        if not agrees:
            cell.wrong = f"{row.setting} is {shown!r}"
        if routes != {"manager"}:
            cell.wrong = f"went by {routes}"
    if warnings and not any(place.unit in warning for warning in warnings):
        cell.wrong = f"the warning does not name the unit: {warnings}"
    return cell


def look_again(cells):
    """After the disturbance: what is kept must be there, in file, property and weir's own words."""
    for cell in cells:
        row, place = cell.row, cell.place
        if cell.came == "refused":
            continue
        stays = place.holds(row)
        if not stays:
            cell.detail += f"; then lost: {place.values(row)}"
            if cell.came == "kept" or not row.lost:
                cell.wrong = cell.wrong or "lost after the disturbance"
            continue
        cell.detail += "; still there"
        if place.unit and row.setting:
            agrees, shown = place.shows(row)
            if not agrees:
                cell.wrong = cell.wrong or f"{row.setting} became {shown!r}"
    for place in {cell.place.name: cell.place for cell in cells}.values():
        files = sorted({cell.row.file for cell in cells if cell.place is place and cell.came != "refused"})
        if not files:
            continue
        # Never one alone, which would come without its name.
        told = run_or_die(place.weir("get", place.target, "cgroup.type", *files)).stdout.splitlines()
        for cell in cells:
            text = read(f"{place.group}/{cell.row.file}")
            if cell.place is place and cell.came != "refused" and text and "\n" not in text and f"{cell.row.file}\t{text}" not in told:
                cell.wrong = cell.wrong or f"weir get does not say {text!r}: {told}"


def run_or_die(done):
    if done.returncode != 0:
        raise SystemExit(f"{done.args}: {done.stderr}")
    return done


def give_back(cells, before):
    """FILE=unset brings back what was there, and leaves no drop-in."""
    for place in {cell.place.name: cell.place for cell in cells}.values():
        files = sorted({cell.row.file for cell in cells if cell.place is place and cell.came != "refused"})
        if not files:
            continue
        done = place.weir("set", place.target, *[f"{file}=unset" for file in files])
        for cell in cells:
            if cell.place is not place or cell.came == "refused":
                continue
            if done.returncode != 0:
                cell.wrong = cell.wrong or f"giving back: {done.stderr.strip()}"
            elif (now := read(f"{place.group}/{cell.row.file}")) != before[place.name, cell.row.file]:
                was = before[place.name, cell.row.file]
                # The kernel refuses an empty list where processes are, up to 6.12: the property alone is given back.
                if cell.row.controller == "cpuset" and place.unit and old_kernel() and now == cell.row.text:
                    if not place.systemctl("show", "-P", cell.row.setting, place.unit).stdout.strip():
                        continue
                # A controller that was off when the run began has been on since: then the row's value must be gone.
                if os.path.exists(f"{place.group}/{cell.row.file}") and was == ABSENT_FILE and not place.holds(cell.row):
                    continue
                cell.wrong = cell.wrong or f"given back as {now!r}, was {was!r}"


def old_kernel():
    return tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2]) < (6, 13)


def judge(cell: Cell):
    wanted, says = cell.wanted
    if cell.came != wanted:
        cell.wrong = cell.wrong or f"must be {wanted}"
    elif wanted == "refused" and not re.search(says, cell.detail):
        cell.wrong = cell.wrong or f"does not say {says!r}"


def main():
    cells = []
    with Places() as places:
        before = {(place.name, row.file): read(f"{place.group}/{row.file}") for place in places for row in ROWS}
        together = [row for row in ROWS if not row.alone]
        # Each place has its own unit: two at a time, as many as the guest has processors.
        pool = ThreadPoolExecutor(2)
        for place, some in zip(places, pool.map(lambda place: [set_cell(row, place) for row in together], places)):
            print(f"set in {place.name}: {Counter(cell.came for cell in some)}", flush=True)
            for cell in some:
                if cell.wrong or cell.came != expected(cell.row, place)[0]:
                    print(f"  {cell.row.name}: {cell.came}: {cell.wrong} {cell.detail}", flush=True)
            cells += some
        disturb(places)
        look_again(cells)
        give_back(cells, before)
        for row in (row for row in ROWS if row.alone):
            # Siblings may not share an exclusive CPU: then one place after the other.
            for group in ([[place] for place in places] if row.file == "cpuset.cpus.exclusive" else [places]):
                some = list(pool.map(lambda place: set_cell(row, place), group))
                disturb(places)
                look_again(some)
                give_back(some, before)
                cells += some
    order = {row: number for number, row in enumerate(ROWS)}
    for cell in sorted(cells, key=lambda cell: order[cell.row]):
        judge(cell)
        print(f"{cell.row.name:32} {cell.place.name:10} {cell.came:8} {'WRONG: ' + cell.wrong + ' | ' if cell.wrong else ''}"
              f"{cell.detail}")
    count = Counter(cell.came for cell in cells)
    wrong = [cell for cell in cells if cell.wrong]
    print(f"\n{len(ROWS)} rows, {len({row.file for row in ROWS})} files, {len(places)} places, {len(cells)} cells: "
          + ", ".join(f"{number} {came}" for came, number in sorted(count.items())) + f"; {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
