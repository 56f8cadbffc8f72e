import ControlGroups
import Testing

struct ContainerPairTests {
  static let id = String(repeating: "9a", count: 32)

  @Test(arguments: ["/machine.slice/libpod-\(id).scope", "/machine.slice/libpod-\(id).scope/container"])
  func bothGroupsAreOneContainer(_ text: String) throws {
    let path = try #require(GroupPath(text))
    let pair = try #require(ContainerPair(path))
    #expect(pair.outer.description == "/machine.slice/libpod-\(Self.id).scope")
    #expect(pair.inner.parent == pair.outer && pair.inner.name == "container")
    #expect(pair.raising == [pair.outer, pair.inner] && pair.lowering == [pair.inner, pair.outer])
  }

  @Test(
    arguments: [
      "/machine.slice/libpod-conmon-\(id).scope", "/system.slice/docker-\(id).scope", "/a/container",
      "/machine.slice/libpod-\(id).scope/container/more", "/machine.slice/libpod-\(id.dropLast()).scope", "/",
      "/machine.slice/libpod-\(id)", "/machine.slice/libpod-\(id.uppercased()).scope",
    ])
  func othersAreNot(_ text: String) throws { #expect(ContainerPair(try #require(GroupPath(text))) == nil) }

  @Test func scopesOfCRIO() throws {
    #expect(ContainerPair(try #require(GroupPath("/kubepods.slice/crio-\(Self.id).scope"))) != nil)
  }
}
