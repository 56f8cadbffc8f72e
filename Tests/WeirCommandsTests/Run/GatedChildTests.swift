import CLinux
import Foundation
import Testing

/// The child of `weir run` at its gate; that no scope stays behind is seen in the VM (Tests/VM/cases/default/no-stray.sh).
struct GatedChildTests {
  private func spawn() throws -> weir_child {
    var child = weir_child()
    let word = unsafe strdup("true")
    defer { unsafe free(word) }
    var arguments = unsafe [word, nil]
    try #require(unsafe weir_spawn_gated(&arguments, &child) == 0)
    return child
  }

  private func isAlive(_ process: Int32) -> Bool { waitpid(process, nil, WNOHANG) == 0 }

  @Test func withoutAWordItEndsWhenTheGateIsClosed() throws {
    let child = try spawn()
    close(child.gate)
    #expect(weir_wait(child.process) == 125)
  }

  /// systemd may be about to move it.
  @Test func onceAScopeIsAskedForItOutlivesTheGate() async throws {
    let child = try spawn()
    weir_announce(child.gate)
    close(child.gate)
    // It stays for a minute, and what is seen after that, on a machine that is held up, says nothing.
    let end = ContinuousClock.now + .seconds(40)
    for _ in 0..<5 {
      try await Task.sleep(for: .milliseconds(60))
      let isAlive = isAlive(child.process)
      if ContinuousClock.now < end { #expect(isAlive) }
    }
    kill(child.process, SIGKILL)
    let code = weir_wait(child.process)
    if ContinuousClock.now < end { #expect(code == 128 + SIGKILL) }
  }

  @Test func refusedItEndsAtOnce() throws {
    var child = try spawn()
    weir_announce(child.gate)
    unsafe weir_refuse_gate(&child)
    #expect(kill(child.process, 0) == -1)
  }

  /// A Ctrl-C while the scope is made: weir ends by it, the child waits.
  @Test func anInterruptWaitsAtTheGate() throws {
    var child = try spawn()
    kill(child.process, SIGINT)
    #expect(isAlive(child.process))
    #expect(unsafe weir_open_gate(&child) == 0)
    #expect(weir_wait(child.process) == 128 + SIGINT)
  }

  /// Killed by somebody while its scope is made: weir does not die of a SIGPIPE.
  @Test func aChildThatDiedAtItsGateIsTold() throws {
    var child = try spawn()
    try end(child.process)
    weir_announce(child.gate)
    #expect(unsafe weir_open_gate(&child) == -EPIPE)
    #expect(weir_wait(child.process) == 128 + SIGKILL)
    var other = try spawn()
    try end(other.process)
    unsafe weir_refuse_gate(&other)
    #expect(kill(other.process, 0) == -1)
  }

  /// Kills it, and waits for its end without taking it.
  private func end(_ process: Int32) throws {
    kill(process, SIGKILL)
    var info = unsafe siginfo_t()
    try #require(unsafe waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) == 0)
  }
}
