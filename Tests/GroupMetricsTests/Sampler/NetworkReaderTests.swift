import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

struct NetworkReaderTests {
  @Test func sumsAllButTheLoopback() {
    let text = Array(
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
          lo:     999       9    0    0    0     0          0         0      999       9    0    0    0     0       0          0
        eth0:    1000      10    0    0    0     0          0         0      200       2    0    0    0     0       0          0
      veth1a:1 1 0 0 0 0 0 0 2 2 0 0 0 0 0 0

      """.utf8)
    #expect(
      NetworkReader.parse(text.span)
        == NetworkReader.Counters(receivedBytes: 1001, receivedPackets: 11, sentBytes: 202, sentPackets: 4))
  }

  @Test(arguments: [
    "", ":", "lo", "eth0:", "eth0: 1 2", "eth0: 99999999999999999999999 1 1 1 1 1 1 1 1 1\n", "\n\n::\n",
  ])
  func hostileTextsAreNoCounters(_ text: String) {
    #expect(NetworkReader.parse(Array(text.utf8).span) == NetworkReader.Counters())
  }

  @Test func aGroupWithoutAProcessHasItsReason() throws {
    let machine = try SampledTree(["network.bytes", "network.rx_bytes"]) { $0.group("/a", SampledTree.files()) }
    #expect(try machine.sample().reason("network.rx_bytes", "/a") == .noProcess)
    #expect(try machine.sample().reason("network.bytes", "/a") == .noProcess)
  }

  private static let counters = "Inter-|\n face |\n  eth0: 1000 10 0 0 0 0 0 0 200 2 0 0 0 0 0 0\n"

  /// A machine on whose network process 7 is, and 8 on one of its own.
  private func machine(_ processes: String, sees visible: Set<Int> = [1, 7, 8]) throws -> SampledTree {
    try SampledTree(["network.rx_bytes"]) { tree in
      tree.group("/a", SampledTree.files().merging(["cgroup.procs": processes]) { $1 })
      for process in visible { tree.plain("/proc/\(process)/net/dev", Self.counters, inode: process == 8 ? 200 : 100) }
    }
  }

  @Test(arguments: [
    ("7\n", Missing.Reason.hostNetwork), ("", .noProcess), ("9\n", .noProcess),
    // Of a PID namespace that is not ours.
    ("0\n", .permission), ("0\n0\n", .permission), ("0\n7\n", .hostNetwork),
  ])
  func whatIsNotSeenIsNotNothing(_ processes: String, _ reason: Missing.Reason) throws {
    #expect(try machine(processes).sample().reason("network.rx_bytes", "/a") == reason)
  }

  @Test func aNetworkOfItsOwnIsRead() throws {
    #expect(try machine("8\n").sample().figure("network.rx_bytes", "/a")?.number == 1000)
  }

  /// The second says so, and no byte counts twice; whose it is does not change from sample to sample.
  @Test func aNetworkOfTwoGroupsIsTheFirstOnes() throws {
    let machine = try SampledTree(["network.rx_bytes"]) { tree in
      for (path, process) in [("/a", 8), ("/b", 9), ("/c", 7)] {
        tree.group(path, SampledTree.files().merging(["cgroup.procs": "\(process)\n"]) { $1 })
      }
      for (process, inode) in [(1, 100), (7, 100), (8, 200), (9, 200)] {
        tree.plain("/proc/\(process)/net/dev", Self.counters, inode: UInt64(inode))
      }
    }
    for _ in 0..<2 {
      let snapshot = try machine.sample()
      #expect(snapshot.figure("network.rx_bytes", "/a") == .number(1000))
      #expect(snapshot.reason("network.rx_bytes", "/b") == .sharedNetwork)
      #expect(snapshot.reason("network.rx_bytes", "/c") == .hostNetwork)
    }
  }

  /// Where processes of others are hidden (hidepid, ProtectProc) the first of all is, too.
  @Test func hiddenProcessesAreNoneThatEnded() throws {
    #expect(try machine("8\n", sees: []).sample().reason("network.rx_bytes", "/a") == .permission)
    #expect(try machine("8\n", sees: [8]).sample().reason("network.rx_bytes", "/a") == .permission)
    #expect(try machine("", sees: []).sample().reason("network.rx_bytes", "/a") == .noProcess)
  }
}
