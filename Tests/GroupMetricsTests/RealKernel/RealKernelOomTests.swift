import ContainerIdentity
import ControlGroups
import Foundation
import Testing

@testable import GroupMetrics

/// Where the suite runs.
private enum OomMachine {
  private static let environment = ProcessInfo.processInfo.environment
  private static let boot = environment["WEIR_VM_BOOT"] ?? "default"
  /// Boots that have the memory controller in version 2.
  static let isMeant =
    environment["WEIR_REAL_KERNEL"] != nil && LinuxCalls.shared.user == 0 && ["default", "psi=0"].contains(boot)
}

/// Kills of the real OOM killer, only in groups of the test's own: in the VM, as root.
@Suite("RealKernelOom", .enabled(if: OomMachine.isMeant), .serialized)
struct RealKernelOomTests {
  /// Reads all groups, names them, and counts.
  private final class Watch {
    private let hierarchy: Hierarchy
    private let sampler: Sampler
    private let host: HostReader
    private var identities: IdentityResolver
    private(set) var tracker = OomTracker()
    private(set) var kills: [OomKill] = []

    init() throws {
      hierarchy = try Hierarchy.live()
      sampler = Sampler(hierarchy, metrics: OomGroup.metrics)
      host = HostReader(hierarchy)
      identities = IdentityResolver(of: hierarchy)
    }

    func tick() throws {
      _ = host.read()
      let snapshot = try sampler.sample()
      identities.beginRound()
      let groups = OomGroup.all(of: snapshot) { group, _ in
        let found = identities.identify(group.path)
        return (found.belongsTo ?? group.path, found.target(at: group.path))
      }
      let total = host.sample[.oomKills]
      kills += tracker.observe(groups, hostKills: total.isNaN ? nil : UInt64(total)) { candidate in
        identities.wasOomKilled(candidate.row) ? .killed : .unknown
      }
    }
  }

  @discardableResult
  private func shell(_ line: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-ec", line]
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(line)")
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func aChildUnderItsAncestorsLimit() throws {
    let watch = try Watch()
    let top = "/sys/fs/cgroup/weir-oom-\(getpid())"
    defer { _ = try? shell("rmdir \(top)/b/c \(top)/b \(top)/d \(top) || true") }
    try shell(
      """
      echo +memory > /sys/fs/cgroup/cgroup.subtree_control
      mkdir \(top); echo +memory > \(top)/cgroup.subtree_control
      mkdir \(top)/b \(top)/d; echo +memory > \(top)/b/cgroup.subtree_control
      mkdir \(top)/b/c
      echo 16M > \(top)/memory.max; echo 0 > \(top)/memory.swap.max || true
      """)
    try watch.tick()
    let root = try #require(GroupPath(String(top.dropFirst("/sys/fs/cgroup".count))))
    let victim = root.appending("b").appending("c")
    // Nothing but this one process is in the group whose limit is hit.
    try shell("sh -c 'echo $$ > \(top)/b/c/cgroup.procs; exec dd if=/dev/zero of=/dev/null bs=64M' 2>&1 || true")
    for _ in 0..<3 { try watch.tick() }
    let kill = try #require(watch.kills.first { $0.group == victim })
    #expect(kill.count == 1)
    #expect(kill.certainty == .counted)
    #expect(kill.culprit == .ancestor(root))
    // The same of a group that is gone when it is looked for.
    try shell(
      "sh -c 'echo $$ > \(top)/b/c/cgroup.procs; exec dd if=/dev/zero of=/dev/null bs=64M' 2>&1 || true; rmdir \(top)/b/c"
    )
    for _ in 0..<3 { try watch.tick() }
    let second = try #require(watch.kills.last { $0.group == victim })
    #expect(second.certainty == .inferred)
    #expect(second.culprit == .ancestor(root))
    #expect(watch.kills.filter { root.contains($0.victim) }.map(\.count).reduce(0, +) == 2)
  }
}
