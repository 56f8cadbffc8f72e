import ContainerIdentity
import ControlGroups
import Foundation
import Testing

/// A real tree of Debian 13 (Tests/Fixtures/MANIFEST.md) with the state that was copied beside it.
struct FixtureTests {
  static let tests: URL =
    ProcessInfo.processInfo.environment["WEIR_TESTS"].map { URL(filePath: $0, directoryHint: .isDirectory) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  static func withHierarchy(_ body: (Hierarchy) throws -> Void) throws {
    let root = URL.temporaryDirectory.appending(path: "weir-names-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    let archive = tests.appending(path: "Fixtures/debian13-linux6.12-systemd257.tar.xz").path
    tar.arguments = ["tar", "-xJf", archive, "-C", root.path]
    try tar.run()
    tar.waitUntilExit()
    try #require(tar.terminationStatus == 0)
    try body(try Hierarchy.copy(at: ByteText(root.path)))
  }

  static let web = "/machine.slice/libpod-f0d6fdd6ce53f020b2bfc111b491e7f39d0a56353f01a722f464574d50ebacef.scope"
  static let db = "/machine.slice/libpod-4dc8359e4d16fd855e7ef66d069ff02f00321bc47be7c488ea087faaa1efdf64.scope"

  @Test func everyGroupHasItsName() throws {
    try Self.withHierarchy { hierarchy in
      var resolver = IdentityResolver(of: hierarchy)
      func target(_ path: String) throws -> ByteText {
        let path = try Samples.path(path)
        return resolver.identify(path).target(at: path)
      }
      #expect(try target(Self.web) == "podman:web")
      #expect(try target(Self.web + "/container") == "podman:web")
      #expect(try target(Self.db) == "podman:db")
      #expect(try target("/machine.slice/machine-nspawn1.scope/payload") == "machine:nspawn1")
      #expect(try target("/system.slice/systemd-udevd.service/udev") == "systemd-udevd.service")
      #expect(try target("/user.slice/user-0.slice/session-12.scope") == "root/session-12")
      // The copy holds neither /etc/passwd nor logind's users.
      #expect(try target("\(Samples.manager)/app.slice/alicejob.scope") == "1000/alicejob.scope")
      #expect(try target("/") == "/")

      let container = resolver.identify(try Samples.path(Self.web)).identity
      #expect(container.image == "localhost/bb:1")
      #expect(!container.isGuess)
      let machine = resolver.identify(try Samples.path("/machine.slice/machine-nspawn1.scope")).identity
      #expect(machine.id == "1a227543d9ba49acb9b4d519d51b2e60")
      #expect(!machine.isGuess)
    }
  }

  /// What is found without naming the others is what all of them named would have been.
  @Test func theShortWayIsTheLongWay() throws {
    try Self.withHierarchy { hierarchy in
      var walk = try hierarchy.rootGroup().walk()
      var (names, short): (Set<ByteText>, Int) = (["web", "ssh", "nspawn1"], 0)
      while let step = walk.next() { names.insert(step.name) }
      for byPathOnly in [false, true] {
        let index = try NameIndex.walking(hierarchy, byPathOnly: byPathOnly)
        for name in names where !name.bytes.isEmpty {
          guard let only = try NameIndex.only(name, in: hierarchy, byPathOnly: byPathOnly) else { continue }
          short += 1
          #expect(try index.find(#require(TargetName.parse(name))).map(\.path) == [only], "\(name)")
        }
      }
      // Of several with one name none is meant.
      for name in ["container", "init.scope", "app.slice"] as [ByteText] {
        #expect(try hierarchy.paths(named: [name]).count > 1, "\(name)")
        #expect(try NameIndex.only(name, in: hierarchy, byPathOnly: true) == nil, "\(name)")
      }
      // Units of the system, and by paths alone nearly all.
      #expect(short > names.count)
    }
  }

  @Test func theWholeTreeIsWalkedAndFound() throws {
    try Self.withHierarchy { hierarchy in
      let index = try NameIndex.walking(hierarchy)
      func find(_ text: String) throws -> [String] {
        try index.find(Samples.target(text)).map(\.spelling.description)
      }
      #expect(try find("web") == ["podman:web"])
      #expect(try find("podman:db") == ["podman:db"])
      #expect(try find("nspawn1") == ["machine:nspawn1"])
      #expect(try find("docker") == ["docker.service"])
      #expect(try find("podman:*").sorted() == ["podman:db", "podman:web"])
      #expect(try find(#"system-serial\x2dgetty.slice"#) == [#"system-serial\x2dgetty.slice"#])
      #expect(try find("dbus.socket") == ["root/dbus.socket", "1000/dbus.socket"])
      #expect(try find("docker:web").isEmpty)
    }
  }
}
