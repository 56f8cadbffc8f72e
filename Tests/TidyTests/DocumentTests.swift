import ControlGroups
import Testing
import WeirCommands

/// One truth: documents are what the declarations say.
struct DocumentTests {
  @Test func thePageOfInterfaceFilesIsWhatTheTableSays() {
    #expect(Repository.text("Documentation/interface-files.md") == FilesMarkdown.page, "run make docs")
  }

  @Test func everyRowIsWhole() {
    for entry in InterfaceTable.entries {
      #expect(entry.row.documentation.hasSuffix("."), "\(entry.row.name)")
      #expect(!entry.row.source.isEmpty, "\(entry.row.name)")
      #expect(
        entry.controller == .pressure || entry.row.name.hasPrefix(entry.controller.rawValue + "."), "\(entry.row.name)")
      for key in entry.row.keys { #expect(key.documentation.hasSuffix("."), "\(entry.row.name) \(key.name)") }
    }
    #expect(Set(InterfaceTable.entries.map(\.row.name)).count == InterfaceTable.entries.count)
  }

  @Test func theReadmeKnowsEveryTargetOfMake() throws {
    let makefile = try #require(Repository.text("Makefile"))
    let readme = try #require(Repository.text("README.md"))
    for target in ["run", "test", "check", "verify", "bench", "fuzz", "vm", "release", "install"] {
      #expect(makefile.contains("\n\(target):"), "\(target)")
      #expect(readme.contains("make \(target)"), "\(target)")
    }
  }

  /// Each program that is a product is built by `make release` and installed, unless somebody says not to.
  @Test func bothProgramsAreBuiltAndInstalled() throws {
    let makefile = try #require(Repository.text("Makefile"))
    #expect(makefile.contains("Scripts/release.sh weir $(if $(WITHOUT_EXPORTER),,weir-exporter)"))
    #expect(makefile.contains("\ninstall: release "))
    #expect(try #require(Repository.text("Scripts/install.sh")).contains("programs+=(weir-exporter)"))
  }

  @Test func theMapNamesEveryRoom() throws {
    let map = try #require(Repository.text("ARCHITECTURE.md"))
    let rooms = Set(Repository.sources.compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) })
    for room in rooms { #expect(map.contains(room), "ARCHITECTURE.md does not name \(room)") }
  }
}
