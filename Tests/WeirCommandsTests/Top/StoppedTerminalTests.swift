import ControlGroupsTesting
import Foundation
import TerminalTesting
import Testing

/// A terminal that takes nothing for a while (Ctrl-S), over a copy whose files change meanwhile.
struct StoppedTerminalTests {
  /// How often a process's threads slept and were woken. With nobody at the keys it is samples that wake them.
  private func wakings(_ process: Int32) -> Int {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    return threads.reduce(0) { sum, thread in
      let status = (try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
    }
  }

  /// A little more than that: the ring keeps figures nearly as they are.
  private static func text(mebibytes: Int) -> String { "\((mebibytes << 20) + 200_000)\n" }

  /// Samples are taken all the same: what comes afterwards is the newest frame and none of those between, and what was
  /// read meanwhile is found by going back in time.
  @Test func samplingGoesOn() throws {
    let place = URL.temporaryDirectory.appending(path: "weir-stopped-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: place) }
    let tree = FakeMachine.whole()
    tree.set("/system.slice/web.service", "memory.current", Self.text(mebibytes: 111))
    try tree.write(to: place.path)
    // In place, and as many digits as before: who has the file open reads the one or the other.
    func use(mebibytes: Int) throws {
      let file = try FileHandle(
        forWritingTo: place.appending(path: "sys/fs/cgroup/system.slice/web.service/memory.current"))
      try file.write(contentsOf: Data(Self.text(mebibytes: mebibytes).utf8))
      try file.close()
    }

    let terminal = TerminalTests.start(["top", "-d", "100ms"], root: place.path)
    // Several samples, however long they take.
    func waitForSamples() {
      let before = wakings(terminal.process)
      #expect(terminal.wait { wakings($0.process) >= before + 60 })
    }
    #expect(terminal.wait { $0.screen.text.contains("111M") && $0.screen.text.contains("F10Quit") })
    terminal.type("\u{13}")
    // What was begun before may still come.
    terminal.wait(seconds: 0.5) { _ in false }
    try use(mebibytes: 333)
    waitForSamples()
    try use(mebibytes: 777)
    waitForSamples()
    #expect(terminal.screen.text.contains("111M"), "\(terminal.screen.text)")
    let sent = terminal.sent.count
    terminal.type("\u{11}")
    #expect(terminal.wait { $0.screen.text.contains("777M") }, "\(terminal.screen.text)")
    #expect(!String(decoding: terminal.sent[sent...], as: UTF8.self).contains("333"))
    for _ in 0..<300 where !terminal.screen.text.contains("333M") {
      terminal.type("[")
      terminal.wait(seconds: 0.3) { $0.screen.text.contains("333M") }
    }
    #expect(terminal.screen.text.contains("333M"), "\(terminal.screen.text)")
    terminal.type("q")
    #expect(terminal.wait(until: TerminalTests.hasEnded))
    #expect(terminal.reports == ["exit 0 same"])
    #expect(terminal.screen.faults == [])
  }
}
