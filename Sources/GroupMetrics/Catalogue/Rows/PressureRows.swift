/// Pressure: the share of time in which tasks waited for what they lacked.
enum PressureRows {
  static let waiting = Family(
    "cgroup_pressure_waiting_seconds_total", .counter, .pressure, "Time in which some task waited (PSI some total).")
  static let stalled = Family(
    "cgroup_pressure_stalled_seconds_total", .counter, .pressure, "Time in which all tasks waited (PSI full total).")

  static let all: [Declaration] =
    rows("cpu", .cpuPressure, "some") + rows("cpu", .cpuPressure, "full", isDefault: false)
    + rows("memory", .memoryPressure, "some") + rows("memory", .memoryPressure, "full")
    + rows("io", .ioPressure, "some") + rows("io", .ioPressure, "full")
    + rows("irq", .irqPressure, "full", isDefault: false)

  private static func rows(
    _ resource: String, _ file: SampledFile, _ line: String, isDefault: Bool = true
  ) -> [Declaration] {
    let name = "\(resource).pressure.\(line)"
    let who = line == "some" ? "some task" : "every task"
    let short = (resource == "memory" ? "mem" : resource) + (line == "full" ? "F" : "")
    let total = RawKey(file, "\(line).total")
    return [
      Declaration(
        name: name, unit: .ratio, help: "Share of the interval in which \(who) waited for \(resource).",
        formula: .computed(keys: [total], after: []) { evaluation, slot in
          let share = evaluation.rate(0, slot)
          // The kernel's own clock of stalls may run ahead of the stamp by the time of a read.
          return share.isNaN ? share : min(1, share * 1e-6)
        }, title: short, width: 3, format: .percent),
      Declaration(
        name: "\(name).total", unit: .microseconds, kind: .counter,
        help: "Time in which \(who) waited for \(resource).",
        formula: .value(total, over: 1), title: "\(short) TIME", width: 7, format: .microseconds,
        series: Series(
          line == "some" ? waiting : stalled, ["resource": resource], scale: 1e-6, isDefault: isDefault)),
    ]
      + ["10", "60", "300"].map { seconds in
        Declaration(
          name: "\(name).avg\(seconds)", unit: .ratio, help: "The kernel's running average of it over \(seconds) s.",
          formula: .value(RawKey(file, "\(line).avg\(seconds)"), over: 10000), title: "\(short)\(seconds)", width: 3,
          format: .percent)
      }
  }
}
