import Testing

@testable import ControlGroups

struct ContainerIDScanTests {
  private static let id = String(repeating: "0af", count: 21) + "9"

  private func scan(_ text: String, _ prefix: String, _ suffixes: [String]) -> ByteText? {
    let bytes = Array(text.utf8)
    return scanEngineGroup(bytes.span, prefix: prefix, suffixes: suffixes)
  }

  @Test func takesAPrefixAnIDAndOneOfTheSuffixes() {
    #expect(scan("docker-\(Self.id).scope", "docker-", [".scope"]) == ByteText(Self.id))
    #expect(scan("crio-\(Self.id)", "crio-", [".scope", ""]) == ByteText(Self.id))
    #expect(scan(Self.id, "", [""]) == ByteText(Self.id))
  }

  @Test(arguments: [
    "docker-\(id.dropLast()).scope", "docker-\(id)0.scope", "docker-\(id.uppercased()).scope", "docker-\(id).slice",
    "docker-\(id).scope.scope", "docker-\(id)", "docker-.scope", "dockers-\(id).scope", "",
    "docker-g\(id.dropFirst()).scope",
  ])
  func andNothingElse(_ text: String) { #expect(scan(text, "docker-", [".scope"]) == nil) }

  @Test func leavesThePositionWhereNoIDStands() {
    let bytes = Array("ab\(Self.id)".utf8)
    var position = 1
    #expect(scanContainerID(bytes.span, &position) == nil && position == 1)
  }
}
