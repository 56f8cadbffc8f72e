internal import ControlGroups
internal import GroupMetrics

/// The group of this process, and what a program in it may use.
struct OwnGroupCheck {
  let hierarchy: Hierarchy

  func findings() -> [Finding] {
    if hierarchy.kind == .copy { return [] }
    do {
      let group = try hierarchy.group(hierarchy.path(ofProcess: nil))
      return [
        Finding.ok("self", "this process is in \(group.path)").with(("path", .text(ByteText(group.path.bytes)))),
        allowance(group),
      ]
    } catch let failure as HierarchyFailure {
      return [.note("self", failure.message, remedy: [])]
    } catch { return [.note("self", "the group of this process cannot be opened: \(error)")] }
  }

  private func allowance(_ group: ControlGroup) -> Finding {
    let allowed: Allowance
    do { allowed = try group.allowance() } catch {
      return .note("self.allowance", "what it may use cannot be read: \(error.description)")
    }
    var parts: [String] = []
    if let memory = allowed.memory { parts.append("\(Human.bytes(memory.rawValue)) of memory") }
    if let high = allowed.memoryHigh { parts.append("slowed down over \(Human.bytes(high.rawValue))") }
    if let cpus = allowed.cpus { parts.append("\(Human.cpus(cpus))") }
    let hidden =
      hierarchy.kind == .hybrid && hierarchy.isMachineRoot
      ? "limits of version 1 are not counted" : "groups above are invisible"
    let least = allowed.isAtLeast ? ", or less: \(hidden)" : ""
    let text = parts.isEmpty ? "no limit of it can be read" : "it may use " + parts.joined(separator: ", ") + least
    return .ok("self.allowance", text).with(
      ("memory", allowed.memory.map { .number($0.rawValue) } ?? .max),
      ("memory_high", allowed.memoryHigh.map { .number($0.rawValue) } ?? .max),
      ("cpus", allowed.cpus.map { .hundredths(UInt64(($0 * 100).rounded())) } ?? .max),
      ("at_least", .bool(allowed.isAtLeast)))
  }
}
