import ControlGroupsTesting

/// Files of /proc as Linux 6.12 prints them, shortened.
struct HostTexts {
  /// Lines of single CPUs.
  var cpus = 2
  var user = 1000
  var system = 500
  var idle = 8000
  var iowait = 100
  var steal = 0
  var running = 3
  var swappedOut = 7
  var oomKills = 2
  var cpuStall = 1_000_000
  var disks = " 254       0 vda 10 0 200 30 20 0 400 60 1 90 120 0 0 0 0 0 0\n"

  var stat: String {
    """
    cpu  \(user) 10 \(system) \(idle) \(iowait) 5 15 \(steal) 3 0
    \((0..<cpus).map { "cpu\($0) 1 2 3 4 5 6 7 8 9 10" }.joined(separator: "\n"))
    intr 361588 157 9 0 0
    ctxt 276935
    btime 1795466302
    processes 3174
    procs_running \(running)
    procs_blocked 1
    softirq 338770 0

    """
  }

  var meminfo: String {
    """
    MemTotal:        2048 kB
    MemFree:         1024 kB
    MemAvailable:    1536 kB
    Buffers:            4 kB
    Cached:            96 kB
    SwapCached:         1 kB
    SwapTotal:       1000 kB
    SwapFree:         400 kB
    Dirty:              8 kB
    Writeback:          0 kB
    AnonPages:        200 kB
    HugePages_Total:       0
    Hugetlb:            0 kB

    """
  }

  var vmstat: String { "nr_free_pages 5\npswpin 3\npswpout \(swappedOut)\npgmajfault 40\noom_kill \(oomKills)\n" }

  var cpuPressure: String {
    """
    some avg10=12.50 avg60=1.00 avg300=0.25 total=\(cpuStall)
    full avg10=0.00 avg60=0.00 avg300=0.00 total=0

    """
  }

  /// Puts them into the /proc of a fake machine.
  func put(into tree: FakeTree) {
    tree.plain("/proc/stat", stat)
    tree.plain("/proc/loadavg", "1.84 1.03 0.92 2/124 3173\n")
    tree.plain("/proc/meminfo", meminfo)
    tree.plain("/proc/vmstat", vmstat)
    tree.plain("/proc/diskstats", disks)
    tree.plain("/proc/pressure/cpu", cpuPressure)
    let none = "avg10=0.00 avg60=0.00 avg300=0.00"
    tree.plain("/proc/pressure/memory", "some \(none) total=5\nfull \(none) total=4\n")
    tree.plain("/proc/pressure/io", "some \(none) total=3\nfull \(none) total=2\n")
  }
}
