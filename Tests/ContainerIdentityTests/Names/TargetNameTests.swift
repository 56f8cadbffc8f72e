import ContainerIdentity
import ControlGroups
import Testing

struct TargetNameTests {
  @Test(arguments: [
    ("/system.slice/x.service", TargetName.Form.path), ("docker:web", .engine(.docker, name: "web", user: nil)),
    ("alice/podman:ci", .engine(.podman, name: "ci", user: "alice")), ("machine:x", .machine(name: "x", user: nil)),
    ("bob/session-7", .owned(user: "bob", name: "session-7")),
    ("alice/x.service", .owned(user: "alice", name: "x.service")),
    ("k8s:ns/pod/c", .kubernetes(namespace: "ns", pod: "pod", container: "c")),
    ("k8s:ns/pod", .kubernetes(namespace: "ns", pod: "pod", container: nil)), ("k8s:ns", .bare),
    ("nginx.service", .bare), ("docker:", .bare), ("a/b/c", .bare), ("alice/", .bare), ("web*", .pattern),
    ("/system.slice/[a-f]*", .pattern), ("image:web", .bare), (#"a\x2db.slice"#, .bare),
  ]) func everyFormIsRead(_ text: String, _ form: TargetName.Form) throws {
    #expect(try Samples.target(text).form == form)
  }

  @Test func nothingIsNoTarget() { #expect(TargetName.parse("") == nil) }

  /// A small machine.
  static func index() throws -> NameIndex {
    let files = Samples.files()
    files.put("/var/lib/docker/containers/\(Samples.id("d"))/config.v2.json", Samples.dockerConfig(name: "ci"))
    var resolver = IdentityResolverTests.resolver(files)
    let paths = [
      "/", "/system.slice", "/system.slice/nginx.service", "/system.slice/web.service",
      "/system.slice/docker-\(Samples.idA).scope", "/system.slice/docker-\(Samples.idA).scope/inner",
      "/system.slice/docker-\(Samples.id("d")).scope", "/machine.slice/libpod-\(Samples.idB).scope",
      "/machine.slice/libpod-\(Samples.idB).scope/container", "/user.slice/user-1001.slice/session-7.scope",
      Samples.manager, "\(Samples.manager)/user.slice/libpod-\(Samples.id("7")).scope",
      "\(Samples.manager)/app.slice/app-gnome-firefox-1.scope",
      "\(Samples.manager)/app.slice/app-gnome-firefox-2.scope",
      "\(Samples.manager)/app.slice/x.service", "/byhand", "/byhand/below", #"/system.slice/a\x2db.service"#,
    ]
    var groups: [(path: GroupPath, group: GroupIdentity)] = []
    for text in paths {
      let path = try Samples.path(text)
      groups.append((path, resolver.identify(path)))
    }
    let hostile = GroupPath.root.appending(ByteText([0x1B] + Array("evil".utf8)))
    groups.append((hostile, resolver.identify(hostile)))
    return NameIndex(groups)
  }

  static let answers: [(String, [String])] = [
    ("docker:web", ["docker:web"]), ("podman:db", ["podman:db"]), ("alice/podman:ci", ["alice/podman:ci"]),
    ("1000/podman:ci", ["alice/podman:ci"]), ("bob/session-7", ["bob/session-7"]), ("session-7", ["bob/session-7"]),
    ("podman:ci", []), ("bob/podman:ci", []), ("docker:db", []), ("alice/docker:web", []),
    ("alice/x.service", ["alice/x.service"]), ("x.service", ["alice/x.service"]), ("x", ["alice/x.service"]),
    ("nginx.service", ["nginx.service"]), ("nginx", ["nginx.service"]),
    // An exact name beats a shortened one; equal ones are the candidates.
    ("web", ["docker:web"]), ("web.service", ["web.service"]), ("ci", ["docker:ci", "alice/podman:ci"]),
    (String(Samples.idA.prefix(12)), ["docker:web"]), (Samples.idA, ["docker:web"]),
    ("docker:" + Samples.idA.prefix(12), ["docker:web"]), (String(Samples.idA.prefix(11)), []),
    (
      "alice/app-firefox",
      [1, 2].map { "\(Samples.manager)/app.slice/app-gnome-firefox-\($0).scope" }
    ),
    ("/byhand/below", ["/byhand/below"]), ("byhand", ["/byhand"]), ("/byhand/", ["/byhand"]),
    ("/", ["/"]), ("/none", []), ("none", []),
    ("inner", ["/system.slice/docker-\(Samples.idA).scope/inner"]),
    ("/system.slice/docker-\(Samples.idA).scope/inner", ["/system.slice/docker-\(Samples.idA).scope/inner"]),
    (#"a\x2db.service"#, [#"a\x2db.service"#]), (#"\x1bevil"#, [#"/\x1bevil"#]),
    ("docker:*", ["docker:ci", "docker:web"]), ("w*", ["docker:web", "web.service"]),
    ("alice/*:c?", ["alice/podman:ci"]), ("/byhand/*", ["/byhand/below"]), ("z*", []),
  ]

  @Test(arguments: answers) func namesFindTheirGroups(_ text: String, _ expected: [String]) throws {
    let found = try Self.index().find(Samples.target(text))
    #expect(Set(found.map(\.spelling.description)) == Set(expected))
    #expect(found.count == expected.count)
  }

  @Test func whatIsShownIsWhatOneTypes() throws {
    let index = try Self.index()
    for match in try index.find(Samples.target("*")) {
      let again = index.find(try #require(TargetName.parse(match.spelling)))
      #expect(again.map(\.path) == [match.path], "\(match.spelling)")
    }
  }

  @Test func rowsThatHoldRowsAreSlices() throws {
    let kind = { (text: String) in
      try Self.index().find(Samples.target(text)).first?.identity.kind
    }
    #expect(try kind("/byhand") == .slice)
    #expect(try kind("/byhand/below") == .other)
    #expect(try kind("user@1000.service") == .slice)
    #expect(try kind("docker:web") == .container)
  }

  /// `podman run --cgroups=split` makes its payload in the group that it was called in.
  @Test(arguments: [
    ("/system.slice/nginx.service", Identity.Kind.service, "nginx.service"),
    ("/user.slice/user-1001.slice/session-7.scope", .session, "session-7"),
    ("\(Samples.manager)/app.slice/app-gnome-firefox-1.scope", .app, "alice/firefox"),
  ])
  func whatHoldsAPayloadIsASlice(_ text: String, _ kind: Identity.Kind, _ name: String) throws {
    var resolver = IdentityResolverTests.resolver(Samples.files())
    var groups = try [text, text + "/libpod-payload-\(Samples.idB)"].map { text in
      let path = try Samples.path(text)
      return (path: path, group: resolver.identify(path))
    }
    #expect(groups.allSatisfy { $0.group.isRow })
    #expect(groups.withSlicesMarked()[0].group.identity.kind == .slice)
    // It goes by its name as before.
    #expect(try NameIndex(groups).find(Samples.target(name)).map(\.path) == [Samples.path(text)])
    groups.removeLast()
    #expect(groups.withSlicesMarked().map(\.group.identity.kind) == [kind])
  }

  @Test func matchesIsTheOneEntry() throws {
    let path = try Samples.path("/system.slice/docker-\(Samples.idA).scope")
    let identity = try IdentityResolverTests.identify(path.description).identity
    let name = try Samples.target("docker:web")
    #expect(name.matches(identity, path: path))
    #expect(try !Samples.target("docker:we").matches(identity, path: path))
  }
}
