import Foundation
import Testing

/// Nothing committed knows the machine it was written on.
struct MachinePathTests {
  static let marks = [
    "/wo" + "rk/", "/tmp/bash_" + "jobs", "/fa" + "rm/", "/home/" + "runner", "/opt/swift" + "-packages",
  ]

  static func found(_ files: [Repository.File]) -> [String] {
    files.flatMap { file in marks.filter { file.text.contains($0) }.map { "\(file.path) holds \($0)" } }
  }

  @Test func noFileNamesThisMachine() {
    let files = Repository.files(below: [""], ending: []).filter { !$0.path.hasPrefix(".git/") }
    #expect(files.count > 20)
    #expect(Self.found(files).isEmpty)
  }

  @Test func aPathIsSeen() {
    #expect(Self.found([Repository.File(path: "x", text: "cd " + Self.marks[0] + "main")]).count == 1)
  }
}
