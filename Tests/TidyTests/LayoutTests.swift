import Testing

/// Small rooms: one concept, one file, named for it.
struct LayoutTests {
  static let longest = 320

  static func tooLong(_ files: [Repository.File]) -> [String] {
    files.filter { $0.lines.count - 1 > longest }.map { "\($0.path) has \($0.lines.count - 1) lines" }
  }

  static func badlyNamed(_ files: [Repository.File]) -> [String] {
    let banned = ["Utils", "Utilities", "Common", "Manager", "Helper", "Misc.swift", "Extensions"]
    return files.map(\.path).filter { path in
      banned.contains { path.contains($0) } && !path.hasSuffix("Interface/Misc.swift")
    }
  }

  @Test func findsTheFiles() {
    #expect(Repository.sources.contains { $0.path == "Sources/ControlGroups/Hierarchy/ControlGroup.swift" })
    #expect(Repository.allSwift.contains { $0.path.hasSuffix("LayoutTests.swift") })
  }

  @Test func noFileIsLong() {
    #expect(Self.tooLong(Repository.allSwift).isEmpty)
    let long = Repository.File(path: "x", text: String(repeating: "a\n", count: Self.longest + 1))
    #expect(Self.tooLong([long]).count == 1)
  }

  @Test func everyFileIsNamedForAConcept() {
    #expect(Self.badlyNamed(Repository.allSwift).isEmpty)
    #expect(Self.badlyNamed([Repository.File(path: "Sources/X/StringUtils.swift", text: "")]).count == 1)
  }

  @Test(arguments: ["Sources/weir"]) func mainsAreShort(_ folder: String) {
    let mains = Repository.sources.filter { $0.path.hasPrefix(folder + "/") }
    #expect(mains.count == 1 && mains.allSatisfy { $0.lines.count <= 12 })
  }
}
