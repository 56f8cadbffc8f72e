/// A file of /proc that tells of the whole machine, as a dense number.
package enum HostFile: Int, CaseIterable, Sendable {
  case stat, loadavg, meminfo, vmstat, diskstats
  case cpuPressure, memoryPressure, ioPressure, irqPressure

  /// Its path below /proc.
  package var path: String {
    switch self {
    case .stat: "stat"
    case .loadavg: "loadavg"
    case .meminfo: "meminfo"
    case .vmstat: "vmstat"
    case .diskstats: "diskstats"
    case .cpuPressure: "pressure/cpu"
    case .memoryPressure: "pressure/memory"
    case .ioPressure: "pressure/io"
    case .irqPressure: "pressure/irq"
    }
  }

  /// Where its fields are described.
  package var manual: String {
    switch self {
    case .stat: "proc_stat(5)"
    case .loadavg: "proc_loadavg(5)"
    case .meminfo: "proc_meminfo(5)"
    case .vmstat: "proc_vmstat(5)"
    case .diskstats: "Documentation/admin-guide/iostats.rst"
    case .cpuPressure, .memoryPressure, .ioPressure, .irqPressure: "Documentation/accounting/psi.rst"
    }
  }
}
