import ControlGroups
import Foundation
import Testing

/// What the running kernel lacks, row by row, and the reason that weir gives for it.
@Suite("RealKernelAbsences", .enabled(if: RealMachine.isMeant), .serialized)
struct RealKernelAbsenceTests {
  /// The rows that Debian 13's cloud kernel (6.12) does not have, whatever is enabled: newer than it, or not built.
  static let debian13: Set<String> = [
    "cgroup.stat.local", "cpu.uclamp.max", "cpu.uclamp.min", "dmem.capacity", "dmem.current", "dmem.low", "dmem.max",
    "dmem.min", "dmem.peak", "io.bfq.weight", "io.latency", "io.prio.class", "irq.pressure", "memory.zswap.current",
    "memory.zswap.max", "memory.zswap.writeback", "rdma.events", "rdma.events.local", "rdma.peak",
  ]

  /// The names of all files of all groups, as the directories list them: no code of weir's is asked.
  private func offered(_ hierarchy: Hierarchy) -> Set<String> {
    let top = String(decoding: hierarchy.mountPoint.bytes, as: UTF8.self)
    var names: Set<String> = []
    for path in FileManager.default.enumerator(atPath: top)?.compactMap({ $0 as? String }) ?? [] {
      names.insert(path.split(separator: "/").last.map(String.init) ?? path)
    }
    return names
  }

  private func lacking(_ names: Set<String>) -> Set<String> {
    Set(InterfaceTable.entries.filter { entry in !names.contains(where: entry.matches) }.map(\.row.name))
  }

  /// What the boot takes away besides.
  private var byBoot: Set<String> {
    let rows = InterfaceTable.entries
    switch RealMachine.boot {
    case "psi=0": return Set(rows.filter { $0.controller == .pressure }.map(\.row.name) + ["cgroup.pressure"])
    case "cgroup_disable=memory": return Set(rows.filter { $0.controller == .memory }.map(\.row.name))
    default: return []
    }
  }

  /// The hierarchy, with all controllers handed down that this user may hand down.
  private func whole() throws -> Hierarchy {
    let hierarchy = try Hierarchy.live()
    if RealMachine.isRoot {
      // systemd enables what its units ask for; here all there is.
      for controller in try hierarchy.rootGroup().core.controllers.read().words {
        try RealMachine.write(hierarchy, .root, "cgroup.subtree_control", "+\(controller)")
      }
    }
    return hierarchy
  }

  /// On any kernel: what is missing is newer than it, wants an option that it was built without, or has another reason.
  /// So of an old file nobody is told that the kernel lacks it.
  @Test(.enabled(if: RealMachine.hasVersionTwo && RealMachine.boot != "hybrid"))
  func nothingOldIsMissingWithoutAReason() throws {
    let hierarchy = try whole()
    let release = try String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
    let running = try #require(KernelVersion(release: release))
    var groups: [ControlGroup] = []
    var walk = try hierarchy.rootGroup().walk(maximumDepth: 1)
    while let step = walk.next() { if let group = step.group { groups.append(group) } }
    #expect(groups.count > 1)
    let names = offered(hierarchy)
    let missing = lacking(names)
    #expect(!names.isEmpty && missing.count < InterfaceTable.entries.count)
    for entry in InterfaceTable.entries where missing.contains(entry.row.name) {
      let row = entry.row
      if row.configuration != nil || row.since > running || row.since.isApproximate { continue }
      // One that has the controller, where there is one.
      let group =
        groups.first { group in
          group.path.isRoot == (row.scope == .rootOnly)
            && (!row.needsController || (try? group.core.controllers.read())?.contains(entry.controller) == true)
        } ?? groups[groups.count - 1]
      let why = group.whyAbsent(row, entry.controller)
      #expect(why.code != "kernelLacks", "\(row.name) came with \(row.since), and is not on \(release)")
    }
  }

  @Test(.enabled(if: RealMachine.hasVersionTwo && RealMachine.boot != "hybrid" && RealMachine.isDebian13Cloud))
  func theListOfMissingRowsIsExact() throws {
    let hierarchy = try whole()
    let missing = lacking(offered(hierarchy))
    let handedDown = try hierarchy.rootGroup().core.subtreeControl.read()
    // An ordinary user cannot enable what nobody uses: of those controllers nothing can be said.
    let unused = InterfaceTable.entries.filter {
      $0.row.needsController && $0.controller.isEnabledByParent && !handedDown.contains($0.controller)
    }.map(\.row.name)
    let expected = Self.debian13.union(byBoot)
    if RealMachine.isRoot {
      #expect(
        missing == expected,
        "not expected: \(missing.subtracting(expected).sorted()), offered: \(expected.subtracting(missing).sorted())")
    } else {
      #expect(missing.subtracting(unused) == expected.subtracting(unused))
    }

    let facts = try JSONValue(parsing: weir("doctor", "-o", "json").output)["findings"]?.items
      .first { $0["code"]?.text == "files" }?["facts"]?["missing"]?.items.compactMap(\.text)
    let byDoctor = Set(try #require(facts))
    #expect(byDoctor.isSubset(of: expected))
    // Of a controller that is switched off, the doctor speaks once and not by file.
    #expect(
      byDoctor
        == Self.debian13.filter { name in
          guard let entry = InterfaceTable.entry(named: name) else { return false }
          if entry.controller == .pressure { return RealMachine.boot != "psi=0" }
          return !byBoot.contains(name) && (!entry.row.needsController || handedDown.contains(entry.controller))
        })
  }

  /// Each absent file of each group has a reason in the table's words, never "failed" and never a guess of nothing.
  @Test(.enabled(if: RealMachine.hasVersionTwo)) func everyAbsenceHasAReason() throws {
    var reasons: Set<String> = []
    var groups = 0
    let rows = InterfaceTable.entries.map(\.row.name).filter { !$0.contains("<") }
    try RealMachine.withScratchGroup { hierarchy, scratch in
      // The scratch group hands nothing down: the one inside has no controller.
      let inner = scratch.appending("inner")
      try RealMachine.make(hierarchy, inner)
      var targets = [GroupPath.root, scratch, inner]
      var walk = try hierarchy.rootGroup().walk(maximumDepth: 1)
      while let step = walk.next(), targets.count < 6 { if step.depth > 0 { targets.append(step.path) } }
      for target in targets {
        let answer = weir(["get", target.description] + rows + ["-o", "json"])
        if answer.exit != 0, answer.errorText.contains("no group") { continue }
        groups += 1
        #expect(answer.exit == 0, "\(answer.errorText)")
        for (name, file) in try JSONValue(parsing: answer.output)["files"]?.entries ?? [] where file["value"] == .null {
          let reason = file["reason"]?.text ?? "none"
          reasons.insert(reason)
          #expect(reason != "failed" && reason != "none" && reason != "notInCopy", "\(name) of \(target): \(reason)")
          #expect(file["meaning"]?.text?.isEmpty == false)
        }
      }
    }
    #expect(groups >= 3)
    #expect(reasons.isSuperset(of: ["rootHasNone", "onlyOnRoot", "writeOnly", "kernelLacks"]), "\(reasons)")
    switch RealMachine.boot {
    case "psi=0": #expect(reasons.contains("pressureDisabled"))
    case "cgroup_disable=memory", "hybrid": #expect(reasons.contains("controllerUnavailable"))
    default: #expect(reasons.contains("controllerDisabled"))
    }
  }

  /// The doctor says how the machine was booted.
  @Test func theDoctorKnowsTheBoot() throws {
    let answer = weir("doctor", "-o", "json")
    #expect(answer.exit == (RealMachine.boot == "v1" ? 1 : 0))
    let findings = try JSONValue(parsing: answer.output)["findings"]?.items ?? []
    func finding(_ code: String) -> JSONValue? { findings.first { $0["code"]?.text == code } }
    func mark(_ code: String) -> String { finding(code)?["mark"]?.text ?? "none" }
    #expect(finding("systemd")?["facts"]?["version"] != nil)
    switch RealMachine.boot {
    case "psi=0":
      #expect(mark("pressure") == "problem")
      #expect(finding("pressure")?["text"]?.text?.contains("psi=0") == true)
    case "cgroup_disable=memory":
      #expect(mark("controller.memory") == "problem")
      #expect(finding("controller.memory")?["text"]?.text?.contains("cgroup_disable=memory") == true)
    case "hybrid", "v1":
      #expect(mark("version") == "problem")
      #expect(finding("version")?["remedy"]?.items.first?.text == "systemd.unified_cgroup_hierarchy=1")
    default:
      #expect(
        !findings.contains { $0["mark"]?.text == "problem" }, "\(findings.filter { $0["mark"]?.text == "problem" })")
      #expect(mark("pressure") == "ok")
      #expect(mark("rights") == "ok")
      #expect(RealMachine.isRoot || mark("rights.manager") != "none")
    }
    #expect(controlBytes(weir("doctor").output).isEmpty)
  }

  /// Where there is no version 2, every command says so in one line; elsewhere none does.
  @Test func versionOneIsOneLine() {
    for command in [["tree", "-L", "0"], ["get", "/", "cgroup.controllers"]] {
      let answer = weir(command)
      if RealMachine.boot == "v1" {
        BadInputTests.expectOneLine(
          answer, BadInputTests.Case(arguments: command, says: "systemd.unified_cgroup_hierarchy=1"))
      } else {
        #expect(answer.exit == 0 && answer.errors.isEmpty)
      }
    }
  }
}
