import Glibc
import Testing

@testable import SystemdUnits

/// Sockets that behave badly: no bus is needed to see that a deadline holds.
@Suite(.timeLimit(.minutes(1)))
struct BusDeadlineTests {
  /// A listening socket in a directory of its own; nobody ever accepts, unless asked.
  private final class DeafSocket {
    let path: String
    let descriptor: Int32

    init() throws {
      path = "/tmp/weir-bus-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
      let bound = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(bound == 0 && listen(descriptor, 4) == 0)
    }

    deinit {
      close(descriptor)
      unsafe unlink(path)
    }
  }

  @Test func nobodyThereIsNoBus() async throws {
    let address = BusAddress(socket: "/nowhere/at/all", isBroker: false)
    await #expect(throws: SystemdFailure.noBus(address: address.text, errno: ENOENT)) {
      try await Bus.open(address, deadline: .seconds(5))
    }
  }

  @Test func aPeerThatSaysNothingIsLeftInTime() async throws {
    let deaf = try DeafSocket()
    await #expect(throws: SystemdFailure.timedOut(call: "connecting", after: .milliseconds(50))) {
      try await Bus.open(BusAddress(socket: deaf.path, isBroker: false), deadline: .milliseconds(50))
    }
  }

  @Test func aPeerThatHangsUpIsNoBus() async throws {
    let deaf = try DeafSocket()
    let address = BusAddress(socket: deaf.path, isBroker: false)
    let opening = Task { try await Bus.open(address, deadline: .seconds(20)) }
    // Waiting in accept(2) would keep a thread that the opening needs: the pool has as many as there are CPUs.
    _ = fcntl(deaf.descriptor, F_SETFL, O_NONBLOCK)
    var accepted = accept(deaf.descriptor, nil, nil)
    while accepted < 0 {
      try await Task.sleep(for: .milliseconds(5))
      accepted = accept(deaf.descriptor, nil, nil)
    }
    close(accepted)
    let failure = await #expect(throws: SystemdFailure.self) { try await opening.value }
    guard case .noBus(address.text, _) = failure else { throw failure ?? .disconnected }
  }
}
