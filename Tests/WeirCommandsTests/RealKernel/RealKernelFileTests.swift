import ControlGroups
import Foundation
import Testing

/// Every file that the running kernel offers, as weir reads it and as `cat` does.
@Suite("RealKernelFiles", .enabled(if: RealMachine.isMeant), .serialized)
struct RealKernelFileTests {
  /// The root, slices, services, scopes, the own group, and a group of the test's own.
  private func groups(_ hierarchy: Hierarchy, _ scratch: GroupPath) throws -> [ControlGroup] {
    var out = [try hierarchy.rootGroup(), try hierarchy.group(scratch)]
    var walk = try hierarchy.rootGroup().walk()
    while let step = walk.next(), out.count < 40 { if step.depth > 0, let group = step.group { out.append(group) } }
    out.append(try hierarchy.group(hierarchy.path(ofProcess: nil)))
    return out
  }

  @Test(.enabled(if: RealMachine.hasVersionTwo)) func everyFileIsReadTypedAndPrintsBackExactly() throws {
    var files = 0
    var seen: Set<String> = []
    try RealMachine.withScratchGroup { hierarchy, scratch in
      for group in try groups(hierarchy, scratch) {
        for name in (try? group.fileNames().map(\.description)) ?? [] {
          guard let entry = InterfaceTable.entry(named: name) else {
            Issue.record("weir has no row for \(name)")
            continue
          }
          var buffer: [UInt8] = []
          do {
            let count = try group.read(entry.row, entry.controller, into: &buffer)
            let text = Array(buffer[..<count])
            let value = try entry.row.parse(text.span)
            #expect(value.text == text, "\(name) of \(group.path)")
            files += 1
            seen.insert(entry.row.name)
          } catch let error as ControlGroupError {
            #expect(isExpected(error, entry.row), "\(error)")
          }
        }
      }
    }
    #expect(files > (RealMachine.boot == "hybrid" ? 200 : 1000), "\(files)")
    #expect(seen.count > (RealMachine.boot == "hybrid" ? 10 : 40), "\(seen.sorted())")
  }

  /// Reading may be denied to an ordinary user, and never to root; what is written only is never read.
  private func isExpected(_ error: ControlGroupError, _ row: any InterfaceRow) -> Bool {
    switch error.absence {
    case .vanished: true
    case .writeOnly: !row.isReadable
    case .permission: !RealMachine.isRoot
    default: false
    }
  }

  @Test(.enabled(if: RealMachine.hasVersionTwo)) func getIsCat() throws {
    try RealMachine.withScratchGroup { hierarchy, scratch in
      let names = try hierarchy.group(scratch).fileNames().map(\.description)
      // Nobody is in the group and nobody sets anything: its files stand still.
      let still = names.filter { InterfaceTable.entry(named: $0)?.row.isReadable == true && !$0.hasSuffix(".pressure") }
      #expect(still.count > 10)
      for name in still {
        let cat = try #require(RealMachine.plain(hierarchy, scratch, name))
        let answer = weir("get", scratch.description, name)
        #expect(answer == Answer(exit: 0, output: cat, errors: []), "\(name)")
      }
      let all = weir("get", scratch.description)
      for name in still {
        #expect(
          all.outputText.contains("\(name)\t") || (RealMachine.plain(hierarchy, scratch, name) ?? []).count < 2,
          "\(name)")
      }
    }
  }

  /// Counters that move lie between two readings of another program.
  @Test(.enabled(if: RealMachine.hasVersionTwo)) func figuresAgreeWithRawReads() throws {
    let hierarchy = try Hierarchy.live()
    func usage(_ text: [UInt8]) -> UInt64 {
      String(decoding: text, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("usage_usec ") }
        .flatMap { UInt64($0.dropFirst(11)) } ?? 0
    }
    for path in ["/", "/system.slice"].compactMap({ GroupPath($0) }) {
      let before = usage(try #require(RealMachine.plain(hierarchy, path, "cpu.stat")))
      let group = try JSONValue(parsing: weir("tree", "-L", "0", "-o", "json", path.description).output)["groups"]?
        .items[0]
      let after = usage(try #require(RealMachine.plain(hierarchy, path, "cpu.stat")))
      let figure = try #require(group?["cpu_usage_usec"]?.number)
      #expect(before <= figure && figure <= after && before > 0)
      #expect(group?["id"]?.number == (try hierarchy.group(path).id))
    }
  }

  /// Limits that somebody sets are the limits that weir shows, with who sets them.
  @Test(.enabled(if: RealMachine.isMeant && ["default", "psi=0"].contains(RealMachine.boot)))
  func capsOfARealTree() throws {
    try RealMachine.withScratchGroup { hierarchy, scratch in
      let inner = scratch.appending("inner")
      try RealMachine.write(hierarchy, scratch, "cgroup.subtree_control", "+memory +pids")
      try RealMachine.make(hierarchy, inner)
      try RealMachine.write(hierarchy, scratch, "memory.max", "64M")
      try RealMachine.write(hierarchy, inner, "memory.max", "128M")
      try RealMachine.write(hierarchy, inner, "pids.max", "7")
      #expect(weir("get", inner.description, "memory.max").outputText == "134217728\n")
      let effective = weir("get", "--effective", inner.description, "memory.max", "pids.max")
      #expect(effective.outputText == "memory.max\t67108864\tset by \(scratch)\npids.max\t7\tset by \(inner)\n")
      let line = weir("tree", scratch.description).outputText.split(separator: "\n").first { $0.contains("inner") }
      #expect(line?.contains(" 64M^ ") == true, "\(line ?? "")")
    }
  }
}
