import Foundation
import GroupMetrics
import Testing
import WeirCommands

/// Files that are made from declarations, and committed. `Scripts/docs.sh` writes them (WEIR_WRITE_DOCUMENTS=1 here).
struct GeneratedDocumentTests {
  struct Document {
    let path: String
    let text: String
  }

  static func all() throws -> [Document] {
    let program = try CommandDeclaration.weir()
    let pages =
      [ManualPage(command: program, program: nil)] + program.commands.map { ManualPage(command: $0, program: program) }
    func completion(_ shell: String) -> String { weir("--generate-completion-script", shell).outputText }
    let exporter = ManualPage(command: try CommandDeclaration.exporter(), program: nil)
    return pages.map { Document(path: "Packaging/man/\($0.fileName)", text: $0.text(program.commands)) } + [
      Document(path: "Packaging/man/\(exporter.fileName)", text: exporter.text([])),
      Document(path: "Packaging/completions/weir.bash", text: completion("bash")),
      Document(path: "Packaging/completions/_weir", text: completion("zsh")),
      Document(path: "Packaging/completions/weir.fish", text: completion("fish")),
      Document(path: "Documentation/metrics.md", text: CatalogueMarkdown.page),
      Document(path: "Documentation/host-metrics.md", text: HostMarkdown.page),
      Document(path: "Documentation/host-metrics.md", text: HostMarkdown.page),
      Document(path: "Documentation/interface-files.md", text: weir("files", "-o", "markdown").outputText),
    ]
  }

  private static var isBesideItsSources: Bool {
    FileManager.default.fileExists(atPath: TestData.repository.appending(path: "Package.swift").path)
  }

  @Test(.enabled(if: isBesideItsSources)) func areWhatTheDeclarationsSay() throws {
    let isWriting = ProcessInfo.processInfo.environment["WEIR_WRITE_DOCUMENTS"] != nil
    let documents = try Self.all()
    #expect(documents.count >= 9)
    for document in documents {
      #expect(!document.text.isEmpty, "\(document.path)")
      let file = TestData.repository.appending(path: document.path)
      if isWriting {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(document.text.utf8).write(to: file)
      } else {
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(kept == document.text, "\(document.path) is stale: run Scripts/docs.sh")
      }
    }
    // A page of a command that is gone is stale too.
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: TestData.repository.appending(path: "Packaging/man").path)
    let made = documents.map(\.path).filter { $0.hasPrefix("Packaging/man/") }.map { String($0.dropFirst(14)) }
    #expect(Set(pages) == Set(made))
  }

  @Test func everyOptionIsInItsPage() throws {
    let program = try CommandDeclaration.weir()
    #expect(program.commands.map(\.commandName).contains("doctor"))
    let exporter = try CommandDeclaration.exporter()
    #expect(exporter.shown.count > 20)
    for command in program.commands + [exporter] {
      let page = ManualPage(command: command, program: program).text(program.commands)
      #expect(command.abstract?.isEmpty == false, "\(command.commandName)")
      for name in command.shown.flatMap({ $0.names ?? [] }) {
        #expect(page.contains("\\fB\(ManualPage.escaped(name.typed))\\fR"), "\(command.commandName) \(name.typed)")
      }
    }
  }

  @Test func troffTakesTextForText() {
    #expect(ManualPage.escaped(".x\n'y \\x1b -o ^~") == "\\&.x\n\\&'y \\(rsx1b \\-o \\(ha\\(ti")
  }
}
