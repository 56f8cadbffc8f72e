#if Service
  import Foundation
  import Glibc
  import Logging
  import Testing

  @testable import ExporterService

  /// A service manager that is a socket of this process.
  @Suite(.serialized) struct SupervisionTests {
    /// A socket that takes datagrams.
    private struct Ear {
      let path = URL.temporaryDirectory.appending(path: "weir-\(UUID().uuidString.prefix(8))").path
      let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)

      init() throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
        let socket = socket
        let code = unsafe withUnsafePointer(to: &address) { pointer in
          unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
          }
        }
        try #require(code == 0)
      }

      func word() async throws -> String {
        let socket = socket
        return String(decoding: try await RawClient.blocking { RawClient(socket: socket).receive() }, as: UTF8.self)
      }

      func close() {
        _ = Glibc.close(socket)
        unsafe unlink(path)
      }
    }

    private static func options(_ manager: Supervision) -> ServiceOptions {
      var options = ServiceOptions()
      if manager.sockets.isEmpty { options.addresses = [ListenAddress(host: "127.0.0.1", port: 0)] }
      options.logLevel = .critical
      options.manager = manager
      return options
    }

    @Test func itIsToldWhenWeServeAndWhenWeEnd() async throws {
      let ear = try Ear()
      defer { ear.close() }
      var manager = Supervision()
      manager.place = ear.path
      manager.patience = 300_000
      let server = try await RunningServer(ExporterService(Self.options(manager)) { nil })
      #expect(try await ear.word() == "READY=1\nSTATUS=Serving.")
      for _ in 0..<3 { #expect(try await ear.word() == "WATCHDOG=1") }
      await server.end()
      var last = ""
      while last != "STOPPING=1" {
        last = try await ear.word()
        #expect(["WATCHDOG=1", "STOPPING=1"].contains(last))
      }
    }

    @Test func aReadingThatStandsIsNotWell() async throws {
      let ear = try Ear()
      defer { ear.close() }
      var manager = Supervision()
      manager.place = ear.path
      manager.patience = 300_000
      // The service's own first reading passes the gate.
      let (gate, began) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      gate.signal()
      let server = try await RunningServer(
        ExporterService(Self.options(manager)) {
          began.signal()
          gate.wait()
          return nil
        })
      #expect(try await ear.word().hasPrefix("READY=1"))
      async let answer = server.get("/metrics")
      try await RawClient.blocking { for _ in 0..<2 { began.wait() } }
      // Words may still come until the reading has stood for that time, on a busy machine later; then none does.
      var mark = Supervision()
      mark.place = ear.path
      var heard = 1
      for round in 0..<30 where heard > 0 {
        try await Task.sleep(for: .seconds(1))
        mark.tell("MARK=\(round)")
        heard = 0
        while try await ear.word() != "MARK=\(round)" { heard += 1 }
      }
      #expect(heard == 0, "the manager was told that all is well though a reading stands")
      gate.signal()
      #expect(try await answer.status == 200)
      #expect(try await ear.word() == "WATCHDOG=1")
      await server.end()
    }

    @Test func itsSocketsAreServed() async throws {
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var manager = Supervision()
      manager.sockets = [socket]
      // It does not listen yet.
      await #expect(throws: ServiceFailure.self) {
        _ = try await RunningServer(ExporterService(Self.options(manager)) { nil })
      }
      try #require(listen(socket, 5) == 0)
      try await RunningServer.serving(ExporterService(Self.options(manager)) { nil }) { server in
        let answer = try await server.get("/-/healthy")
        #expect(answer.status == 200)
      }
    }

    @Test func withoutSocketsThereIsNothingToTake() async throws {
      var options = Self.options(Supervision())
      options.takesSockets = true
      let error = await #expect(throws: ServiceFailure.self) {
        _ = try await RunningServer(ExporterService(options) { nil })
      }
      #expect(error?.line.contains("--web.systemd-socket") == true)
    }

    @Test(
      arguments: [
        ([:], nil, 0, []), (["NOTIFY_SOCKET": ""], nil, 0, []), (["NOTIFY_SOCKET": "@x"], "@x", 0, []),
        (["LISTEN_FDS": "2", "LISTEN_PID": "7"], nil, 0, [3, 4]), (["LISTEN_FDS": "2", "LISTEN_PID": "8"], nil, 0, []),
        (["LISTEN_FDS": "2"], nil, 0, []), (["LISTEN_FDS": "x", "LISTEN_PID": "7"], nil, 0, []),
        (["WATCHDOG_USEC": "60000000"], nil, 60_000_000, []),
        (["WATCHDOG_USEC": "5", "WATCHDOG_PID": "7"], nil, 5, []),
        (["WATCHDOG_USEC": "5", "WATCHDOG_PID": "8"], nil, 0, []),
      ] as [([String: String], String?, UInt64, [Int32])])
    func theEnvironmentSays(_ all: [String: String], _ place: String?, _ patience: UInt64, _ sockets: [Int32]) {
      let manager = Supervision(of: 7) { all[$0] }
      #expect(manager.place == place && manager.patience == patience && manager.sockets == sockets)
    }
  }
#endif
