internal import ControlGroups

/// What an engine's state tells of a container, for the engine's own commands.
package struct EngineContainer: Equatable, Sendable {
  /// What the engine calls it, as a shell takes it.
  package var name: String
  /// Whether docker keeps its CPU limit as `--cpus`: it refuses `--cpu-quota` then (moby, container/container_unix.go).
  package var hasCPUs: Bool

  package init(name: String, hasCPUs: Bool) {
    self.name = name
    self.hasCPUs = hasCPUs
  }
}

extension EngineScope {
  /// The engine's own command that makes a value last; nil where it has none for this file.
  ///
  /// - Parameters:
  ///   - container: nil where the engine's state is not read, or does not know it.
  ///   - swap: what stands, or will stand, in the group's memory.swap.max; nil where it has none.
  package func lastingCommand(
    file: String, text: String, container: EngineContainer? = nil, swap: String? = nil
  ) -> String? {
    guard isWhole, let words = Self.options(file, text, engine, container, swap) else { return nil }
    return "\(engine.rawValue) update \(words) \(container?.name ?? String(id.prefix(12)))"
  }

  private static func options(
    _ file: String, _ text: String, _ engine: Engine, _ container: EngineContainer?, _ swap: String?
  ) -> String? {
    let words = text.split(separator: " ").map(String.init)
    // Neither engine takes a limit of memory or a cpuset back from a container that has one: 0 means unchanged.
    let isNone = words.first == "max" || text == "unset"
    switch file {
    case "pids.max": return "--pids-limit \(isNone ? "-1" : text)"
    // With --cpus the quota goes now, and is there again after a restart; podman keeps either (seen: docker 26.1, podman
    // 5.4).
    case "cpu.max" where isNone: return engine == .docker && container?.hasCPUs != true ? "--cpu-quota -1" : nil
    case "cpu.max":
      guard words.count == 2 else { return nil }
      if container?.hasCPUs == true { return cpus(words[0], words[1]).map { "--cpus \($0)" } }
      return "--cpu-period \(words[1]) --cpu-quota \(words[0])"
    case _ where isNone: return nil
    case "memory.max": return memory(text, swap).map { "--memory \(text) --memory-swap \($0)" }
    case "memory.low": return "--memory-reservation \(text)"
    case "cpuset.cpus": return "--cpuset-cpus \(text)"
    case "cpuset.mems": return "--cpuset-mems \(text)"
    default: return nil
    }
  }

  /// What engines call swap is memory and swap together. Left out, docker refuses more memory than that is, and podman
  /// makes it twice the memory: given, the group's own limit of swap stays.
  private static func memory(_ memory: String, _ swap: String?) -> String? {
    guard let memory = UInt64(memory) else { return nil }
    guard let swap, let own = UInt64(swap) else { return "-1" }
    let (sum, isMore) = memory.addingReportingOverflow(own)
    return isMore ? nil : "\(sum)"
  }

  /// Quota over period with the nine digits that docker keeps, without a float.
  private static func cpus(_ quota: String, _ period: String) -> String? {
    guard let quota = UInt64(quota), let period = UInt64(period), period > 0 else { return nil }
    let (scaled, isMore) = quota.multipliedReportingOverflow(by: 1_000_000_000)
    if isMore { return nil }
    let (whole, rest) = (scaled / period).quotientAndRemainder(dividingBy: 1_000_000_000)
    if rest == 0 { return "\(whole)" }
    let digits = "\(rest + 1_000_000_000)".dropFirst()
    return "\(whole).\(digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex))"
  }
}
