import ControlGroups
import Foundation
import Testing

@testable import ExporterCommands

/// `weir-exporter` over a real machine's files.
struct ExporterCommandTests {
  private static let tests =
    ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func unpacked() throws -> URL {
    let place = URL.temporaryDirectory.appending(path: "weir-page-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    let archive = tests.appending(path: "Fixtures/debian13-linux6.12-systemd257.tar.xz").path
    tar.arguments = ["tar", "-xJf", archive, "-C", place.path]
    try tar.run()
    tar.waitUntilExit()
    return place
  }

  private func page(_ arguments: String...) throws -> [UInt8] { try ExporterCommand.page(of: arguments) }

  @Test func theFixturesPage() throws {
    let place = try Self.unpacked()
    defer { try? FileManager.default.removeItem(at: place) }
    let bytes = try page("--once", "--root", place.path)
    #expect(ReadPage(bytes).faults.isEmpty)
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing(/inode="[0-9]+"/, with: #"inode="0""#)
      .replacing(/(weir_scrape_collector_duration_seconds{[^}]*}) .*/) { "\($0.output.1) 0" }
    try compare(text, "fixture.prom")
  }

  /// The format lets control bytes be, and a terminal obeys them.
  @Test func aNameIsTextOnATerminal() throws {
    let place = try Self.unpacked()
    defer { try? FileManager.default.removeItem(at: place) }
    let harmless = try page("--once", "--root", place.path)
    #expect(Output.forTerminal(harmless) == harmless)
    let hostile = Array("a{b=\"\u{1B}]0;x\u{7}\u{9B}\u{202E}é\r\",c=\"\\n\"} 1\n\n".utf8)
    let shown = #"a{b="\x1b]0;x\x07\xc2\x9b\xe2\x80\xaeé\x0d",c="\n"} 1"# + "\n\n"
    #expect(String(decoding: Output.forTerminal(hostile), as: UTF8.self) == shown)
  }

  @Test func aTextfileIsThereWholeOrNotAtAll() throws {
    let place = try Self.unpacked()
    defer { try? FileManager.default.removeItem(at: place) }
    let file = place.appending(path: "weir.prom")
    let root = place.path
    #expect(ExporterCommand.answer(to: ["--textfile", file.path, "--root", root]) == 0)
    #expect(try Data(contentsOf: file).starts(with: Data("# HELP cgroup_info".utf8)))
    // A second one takes its place, and no temporary file stays.
    #expect(ExporterCommand.answer(to: ["--textfile", file.path, "--root", root]) == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: root).filter { $0.contains("weir.prom") }
    #expect(left == ["weir.prom"])
    #expect(ExporterCommand.answer(to: ["--textfile", "/nonexistent/weir.prom", "--root", root]) == 1)
  }

  /// node_exporter is another user; and what a run that was killed left behind is in nobody's way.
  @Test func aTextfileIsForAllToRead() throws {
    let place = URL.temporaryDirectory.appending(path: "weir-text-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let file = place.appending(path: "weir.prom").path
    let left = "\(file).\(getpid()).tmp"
    try Data("left".utf8).write(to: URL(filePath: left))
    let mask = umask(0o077)
    defer { umask(mask) }
    for page in ["a 1\n", "a 2\n"] {
      try Textfile.write(Array(page.utf8), to: ByteText(file))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == page)
      #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
    }
    #expect(try String(contentsOfFile: left, encoding: .utf8) == "left")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).count == 2)
  }

  @Test(arguments: [
    ["--textfile", "page.txt"], ["--once", "--max-series", "5"], ["--once", "--collector.nothing"],
    ["--once", "--include", "kind ="], ["--once", "--collector.whole", "x"],
    ["--once", "--root", "/x", "--path.rootfs", "/host"], ["--once", "--root", "/x", "--path.cgroup", "/c"],
    ["--once", "--root", "/x", "--path.procfs", "/p"], ["--once", "--path.rootfs", "host"],
    ["--once", "--path.procfs", ""],
    // What is asked of a collector that is off.
    ["--once", "--collector.whole", "hugetlb"], ["--once", "--no-collector.io", "--collector.io.devices"],
    ["--once", "--collector.disable-defaults", "--collector.whole", "cpu"],
    // What has no more than it serves.
    ["--once", "--collector.whole", "oom"], ["--once", "--collector.rdma", "--collector.whole", "rdma"],
    ["--once", "--collector.misc", "--collector.whole", "misc"], ["--once", "--collector.whole", "dmem"],
    ["--once", "--textfile", "page.prom"], ["--once", "--collector.oom"],
  ])
  func aWrongCommandLine(_ arguments: [String]) { #expect(ExporterCommand.answer(to: arguments) == 64) }

  @Test func noTreeIsAFailure() { #expect(ExporterCommand.answer(to: ["--once", "--root", "/proc/self/fd"]) == 1) }

  @Test(arguments: [["--path.rootfs", "/nonexistent"], ["--path.procfs", "/nonexistent"], ["--path.cgroup", "/etc"]])
  func aHostThatIsNotThereIsAFailure(_ places: [String]) {
    #expect(ExporterCommand.answer(to: ["--once"] + places) == 1)
  }

  @Test func collectorsAreSwitchedOff() throws {
    let place = try Self.unpacked()
    defer { try? FileManager.default.removeItem(at: place) }
    let page = ReadPage(try page("--once", "--root", place.path, "--no-collector.memory"))
    #expect(!page.families.contains { $0.hasPrefix("cgroup_memory") })
    // A count of kills needs two pages.
    #expect(!page.families.contains { $0.hasPrefix("cgroup_oom") })
    #expect(page.families.contains("cgroup_cpu_usage_seconds_total"))
  }

  @Test func defaultsAreSwitchedOffTogether() throws {
    let place = try Self.unpacked()
    defer { try? FileManager.default.removeItem(at: place) }
    let page = ReadPage(
      try page("--once", "--root", place.path, "--collector.disable-defaults", "--collector.pids"))
    let collectors = page.samples.filter { $0.name == "weir_scrape_collector_success" }.map(\.labels)
    #expect(collectors == [#"{collector="pids"}"#])
    #expect(page.families.contains("cgroup_pids_current") && !page.families.contains("cgroup_cpu_limit_cores"))
  }

  @Test func everythingThatCanBeAskedFor() throws {
    let place = try Self.unpacked()
    defer { try? FileManager.default.removeItem(at: place) }
    let on = ["hugetlb", "rdma", "misc", "dmem"].map { "--collector.\($0)" }
    let whole = ["cpu", "memory", "io", "pids", "pressure", "network", "hugetlb"].flatMap { ["--collector.whole", $0] }
    let bytes = try ExporterCommand.page(
      of: ["--once", "--root", place.path, "--collector.io.devices"] + on + whole)
    let page = ReadPage(bytes)
    #expect(page.faults.isEmpty)
    // One group with all that it has: the whole page would be a long file.
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("# TYPE ") || $0.contains(#"{cgroup="/system.slice","#) }
      .map { $0.replacing(/inode="[0-9]+"/, with: #"inode="0""#) }
    try compare(lines.joined(separator: "\n") + "\n", "whole.prom")
  }

  /// With the golden of a name.
  private func compare(_ text: String, _ name: String) throws {
    let golden = Self.tests.appending(path: "Golden/exporter/\(name)")
    if ProcessInfo.processInfo.environment["WEIR_WRITE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
    }
    let kept = try String(contentsOf: golden, encoding: .utf8)
    #expect(kept == text, "Golden/exporter/\(name): look at the difference, then WEIR_WRITE_GOLDEN=1")
  }

  @Test func itTakesAllDescriptorsThatItMayHave() {
    func limit() -> rlimit {
      var limit = rlimit()
      unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      return limit
    }
    // One less is enough to see it, and hurts no other test.
    var lower = limit()
    lower.rlim_cur = lower.rlim_max - 1
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &lower)
    ExporterCommand.raiseFileLimit()
    #expect(limit().rlim_cur == limit().rlim_max)
  }
}
