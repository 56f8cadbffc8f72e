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
}
