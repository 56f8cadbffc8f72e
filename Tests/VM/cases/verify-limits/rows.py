"""The rows of the matrix: a file's value, and what must come of it, from systemd.resource-control(5) and the kernel's
cgroup-v2.rst: not from weir's own table, which this checks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    file: str  # the kernel's name
    value: str  # what is typed after FILE=
    text: str = ""  # what the file, or the line of a file by device, must hold then
    setting: str = ""  # systemd's property; empty: it has none
    shown: str = ""  # what systemctl show prints of the property then
    refused: str = ""  # refused everywhere, with a line that this matches
    refused_for_units: str = ""  # refused where a unit owns the group, written below a delegated one
    lost: bool = False  # systemd writes the same file, so that its next set-property may undo it
    alone: bool = False  # bites with other rows: set, checked and given back by itself

    @property
    def name(self):
        return f"{self.file}={self.value}"

    @property
    def controller(self):
        return self.file.split(".")[0]


DISK = "254:0"
ABSENT = "(?i)kernel|io controller is not enabled|not there|no such|does not (have|offer)|lacks"
ROWS = [
    Row("cpu.weight", "200", "200", "CPUWeight", "200"),
    Row("cpu.max", "50%", "50000 100000", "CPUQuotaPerSecUSec", "500ms"),
    Row("cpu.max.burst", "10000", "10000"),
    Row("cpuset.cpus", "0-1", "0-1", "AllowedCPUs", "0-1"),
    Row("cpuset.mems", "0", "0", "AllowedMemoryNodes", "0"),
    Row("memory.min", "4M", "4194304", "MemoryMin", "4194304"),
    Row("memory.low", "16M", "16777216", "MemoryLow", "16777216"),
    Row("memory.high", "200M", "209715200", "MemoryHigh", "209715200"),
    Row("memory.max", "256M", "268435456", "MemoryMax", "268435456"),
    Row("memory.swap.high", "48M", "50331648"),
    Row("memory.swap.max", "64M", "67108864", "MemorySwapMax", "67108864"),
    Row("memory.oom.group", "1", "1", lost=True),
    Row("pids.max", "100", "100", "TasksMax", "100"),
    Row("io.max", "/dev/vda,rbps=50M", "rbps=50000000", "IOReadBandwidthMax", f"/dev/block/{DISK} 50000000"),
    Row("io.max", "/dev/vda,wbps=60M", "wbps=60000000", "IOWriteBandwidthMax", f"/dev/block/{DISK} 60000000"),
    Row("io.max", f"{DISK},riops=1000", "riops=1000", "IOReadIOPSMax", f"/dev/block/{DISK} 1000"),
    Row("io.max", "/dev/vda,wiops=2000", "wiops=2000", "IOWriteIOPSMax", f"/dev/block/{DISK} 2000"),
    Row("io.weight", "300", "default 300", "IOWeight", "300"),
    Row("io.weight", "/dev/vda,400", f"{DISK} 400", "IODeviceWeight", f"/dev/block/{DISK} 400"),
    Row("cgroup.max.depth", "7", "7"),
    Row("cgroup.max.descendants", "70", "70"),
    Row("cgroup.pressure", "0", "0"),
    # A quota that a drop-in cannot hold to the digit.
    Row("cpu.max", "12345 1000000", "12345 1000000", refused_for_units="keep another value", alone=True),
    # The same file as CPUWeight's.
    Row("cpu.idle", "1", "1", "CPUWeight", "idle|0", alone=True),
    Row("cpu.weight.nice", "-5", "-5", lost=True, alone=True),
    Row("cpuset.cpus.exclusive", "1", "1", alone=True),
    # What this kernel was built without.
    Row("memory.zswap.max", "32M", refused=ABSENT),
    Row("memory.zswap.writeback", "0", refused=ABSENT),
    Row("io.bfq.weight", "200", refused=ABSENT),
    Row("io.latency", f"{DISK},target=5000", refused=ABSENT),
    Row("io.prio.class", "idle", refused=ABSENT),
    Row("cpu.uclamp.min", "10", refused=ABSENT),
    Row("cpu.uclamp.max", "90", refused=ABSENT),
    Row("dmem.max", "drm/0/vram0,1M", refused=ABSENT),
    # Controllers that systemd enables for nobody; a container engine may have, for the whole of system.slice.
    Row("hugetlb.2MB.max", "4M", "4194304"),
    Row("hugetlb.2MB.rsvd.max", "4M", "4194304"),
    Row("misc.max", "res_a,1", refused="misc"),
    Row("rdma.max", "mlx5_0,hca_handle=2", refused="rdma"),
    # The root alone has them.
    Row("io.cost.qos", f"{DISK},enable=1", refused="root"),
    Row("io.cost.model", f"{DISK},ctrl=auto", refused="root"),
    # No limits, or nothing to write.
    Row("cgroup.freeze", "1", refused="weir freeze"),
    Row("cgroup.kill", "1", refused="weir kill"),
    Row("cgroup.procs", "1", refused="weir adopt"),
    Row("memory.reclaim", "1M", refused="weir reclaim"),
    Row("memory.peak", "1", refused="not a limit"),
    Row("memory.current", "1M", refused="only read"),
    Row("memory.max", "512", refused="is under 1M"),
    Row("memory.max", "512Q", refused="is not a size"),
    Row("pids.max", "-1", refused="pids.max"),
    Row("cpu.weight", "0", refused="cpu.weight"),
]
