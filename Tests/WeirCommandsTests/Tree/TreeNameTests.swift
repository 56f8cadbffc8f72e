import Foundation
import Testing

/// Names in the tree.
struct TreeNameTests {
  private func tree(_ arguments: String...) -> Answer { weir(["tree"] + arguments + ["--root", NamedMachine.root]) }

  private func names(_ answer: Answer) -> Set<String> {
    Set(
      answer.outputText.split(separator: "\n").dropFirst().map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "│├└─ ")).split(separator: "  ")[0].description
      })
  }

  @Test func aContainerStandsByWhatOneTypes() {
    let shown = names(tree())
    for name in [
      "docker:web", "docker:\(NamedMachine.nameless.prefix(12)) ?", "alice/podman:ci", "alice/session-7",
      "alice/app-firefox", "x.service", "ssh.service", "user-1000.slice", "inner", "container",
      #"docker:evil\x1b[2J; rm -rf /"#, "docker-\(NamedMachine.web).scope",
    ] { #expect(shown.contains(name), "\(name) in \(shown.sorted())") }
    #expect(controlBytes(tree().output).isEmpty)
  }

  @Test func withoutNamesAndBareHavePathsOnly() {
    #expect(names(tree("--no-names")).contains("session-7.scope"))
    #expect(!tree("--no-names").outputText.contains("docker:web"))
    #expect(!tree("--bare").outputText.contains("docker:web"))
  }

  @Test func jsonHasTheWholeIdentity() throws {
    let groups = try JSONValue(parsing: tree("-o", "json").output)["groups"]?.items ?? []
    func identity(_ path: String) throws -> JSONValue {
      try #require(groups.first { $0["path"]?.text == path }?["identity"])
    }
    let web = try identity(NamedMachine.scope(NamedMachine.web))
    #expect(web["target"]?.text == "docker:web")
    #expect(web["kind"]?.text == "container")
    #expect(web["engine"]?.text == "docker")
    #expect(web["id"]?.text == NamedMachine.web)
    #expect(web["image"]?.text == "nginx:1.27")
    #expect(web["compose_project"]?.text == "shop")
    #expect(web["labels"]?["com.docker.compose.project"]?.text == "shop")
    #expect(web["guess"] == nil)
    let inner = try identity(NamedMachine.scope(NamedMachine.web) + "/inner")
    #expect(inner["belongs_to"]?.text == NamedMachine.scope(NamedMachine.web))
    let unknown = try identity(NamedMachine.scope(NamedMachine.nameless))
    #expect(unknown["guess"] == .bool(true))
    #expect(unknown["missing"]?.items.first?["fact"]?.text == "name")
    #expect(try identity("/user.slice/user-1000.slice/session-7.scope")["user"]?.text == "alice")
    #expect(!tree("-o", "json", "--no-names").outputText.contains("\"identity\""))
    #expect(!tree("-o", "json", "--bare").outputText.contains("\"identity\""))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: TestData.repository.path + "/Documentation/schemas")))
  func theSchemaHolds() throws {
    for arguments in [[], ["--no-names"], ["--bare"]] {
      let answer = weir(["tree", "-o", "json", "--root", NamedMachine.root] + arguments)
      #expect(try SchemaTests.violations("tree", answer.output) == [])
    }
  }
}
