#if Service
  import Foundation
  import Testing

  @testable import ExporterCommands
  @testable import ExporterService

  struct ListenAddressTests {
    @Test(arguments: [
      ("127.0.0.1:9100", "127.0.0.1", 9100), ("[::1]:0", "::1", 0), (":80", "", 80),
      ("localhost:65535", "localhost", 65535),
    ])
    func addressesAreRead(_ text: String, _ host: String, _ port: Int) throws {
      let address = try #require(ListenAddress(text))
      #expect(address.host == host && address.port == port && address.description == text)
    }

    @Test(arguments: [
      "", "9100", "localhost", "localhost:", "localhost:x", "localhost:65536", "localhost:-1", "::1:9100", "[]:1",
      "a b:1",
      "http://x:1", "x/y:1", "vsock://:1", "127.0.0.1:+1",
    ])
    func whatIsNoneIsRefused(_ text: String) { #expect(ListenAddress(text) == nil) }

    /// Ports of other exporters of control groups and containers, and of node_exporter.
    @Test func theDefaultPortIsFree() {
      #expect(ListenAddress.standard.host == "127.0.0.1")
      #expect(![8080, 9100, 9256, 9306, 9435, 9558, 9882].contains(ListenAddress.standard.port))
      // Prometheus' list of default ports has filled this range.
      #expect(!(9090...10_049).contains(ListenAddress.standard.port))
    }

    @Test(arguments: [
      ["--web.listen-address", "x"], ["--web.telemetry-path", "metrics"], ["--web.max-requests", "-1"],
      ["--log.level", "loud"], ["--log.format", "xml"], ["--web.telemetry-path", "/a b"],
    ])
    func aWrongFlagIsUsage(_ arguments: [String]) { #expect(ExporterCommand.answer(to: arguments) == 64) }

    /// On a thread of its own, as the program's main thread is: it waits for work of the pool.
    @Test func aWrongRootEndsIt() async {
      let code = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(returning: ExporterCommand.answer(to: ["--root", "/proc/self/fd"]))
        }
      }
      #expect(code == 1)
    }
  }
#endif
