import ControlGroups
import Foundation
import Testing

/// Groups with hostile names, made by mkdir in the real cgroupfs: inert in every output, reached by what is printed.
@Suite("RealKernelNames", .enabled(if: RealMachine.isMeant && RealMachine.hasVersionTwo), .serialized)
struct RealKernelNameTests {
  /// Names that are words of weir's own are reached by path only; one without harm is a file's (mkdir says EEXIST).
  static let names = HostileNameTests.names.filter { !$0.elementsEqual("memory.max".utf8) }

  private func withHostileGroups(_ body: (Hierarchy, GroupPath) throws -> Void) throws {
    try RealMachine.withScratchGroup { hierarchy, scratch in
      for name in Self.names { try RealMachine.make(hierarchy, scratch.appending(ByteText(name))) }
      try body(hierarchy, scratch)
    }
  }

  @Test func outputsAreInert() throws {
    try withHostileGroups { _, scratch in
      for arguments in [
        ["tree"], ["tree", "--bare"], ["tree", "-o", "json"], ["tree", "--bare", "-o", "json"], ["doctor"],
      ] {
        let words = arguments + (arguments[0] == "tree" ? [scratch.description] : [])
        let inProcess = weir(words)
        #expect(inProcess.exit == 0 && inProcess.errors.isEmpty)
        #expect(controlBytes(inProcess.output).isEmpty)
        let byProgram = try Binary.shell("\"$0\" " + words.map { "'\($0)'" }.joined(separator: " "))
        #expect(byProgram.exit == 0 && byProgram.errors.isEmpty)
        #expect(controlBytes(byProgram.output).isEmpty)
      }
      let bare = weir("tree", "--bare", scratch.description).outputText.split(separator: "\n")
      #expect(bare.count == 1 + Self.names.count)
    }
  }

  @Test func whatIsPrintedIsWhatOneTypes() throws {
    try withHostileGroups { hierarchy, scratch in
      let listed = try JSONValue(parsing: weir("tree", "--bare", "-o", "json", scratch.description).output)["groups"]
      let groups = (listed?.items ?? []).dropFirst()
      #expect(groups.count == Self.names.count)
      for group in groups {
        let printed = try #require(group["path"]?.text)
        let answer = weir("get", printed, "cgroup.type", "-o", "json")
        #expect(answer.exit == 0, "\(answer.errorText)")
        // The same inode: it is that very group and not another of a like name.
        #expect(try JSONValue(parsing: answer.output)["group"]?["id"] == group["id"])
        #expect(weir("get", printed, "cgroup.events").outputText == "populated 0\nfrozen 0\n")
      }
    }
  }

  /// The kernel itself refuses a newline, so no name can break a line.
  @Test func aNewlineIsRefusedByTheKernel() throws {
    try RealMachine.withScratchGroup { hierarchy, scratch in
      let directory = try LinuxCalls.shared.openRoot(hierarchy.directory(of: scratch).bytes + [0])
      defer { LinuxCalls.shared.close(directory) }
      #expect(throws: ErrorNumber.invalid) { try LinuxCalls.shared.makeDirectory(directory, Array("a\nb\0".utf8)) }
    }
  }
}
