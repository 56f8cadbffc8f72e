import ContainerIdentity
import ControlGroups
import Testing

/// Containers of docker's with a parent of one's own (`--cgroup-parent`) by the cgroupfs driver, and what must not pass
/// for one.
struct DockerParentTests {
  static let task = "/ecs/cluster/task/\(Samples.idA)"

  static let config = "/var/lib/docker/containers/\(Samples.idA)/config.v2.json"
  static let hostConfig = "/var/lib/docker/containers/\(Samples.idA)/hostconfig.json"

  /// A machine whose docker put the container `web` into a parent.
  static func files(parent: String) -> MemoryStateFiles {
    let files = Samples.files()
    files.put(hostConfig, Samples.hostConfig(parent: parent))
    return files
  }

  /// The same, where the container is at a path.
  static func files(at path: String) throws -> MemoryStateFiles {
    files(parent: try #require(Samples.path(path).parent).description)
  }

  @Test(arguments: ["/actions_job/\(Samples.idA)", "/ecs/task/\(Samples.idA)", task, "/batch.slice/\(Samples.idA)"])
  func dockersStateNamesIt(_ path: String) throws {
    let files = try Self.files(at: path)
    let found = try IdentityResolverTests.identify(path, files)
    #expect(found.identity.target == "docker:web")
    #expect(found.identity.kind == .container)
    #expect(!found.identity.isGuess)
    #expect(found.isRow)
    let inner = try IdentityResolverTests.identify(path + "/init.scope", files)
    #expect(inner.identity.target == "docker:web")
    #expect(inner.belongsTo == GroupPath(path))
  }

  /// What runs as root in a container that no pattern knows may call a group like docker's container.
  @Test func whatDockerPutElsewhereIsNoneOfIt() throws {
    let files = Self.files(parent: "/actions_job")
    var groups: [(path: GroupPath, group: GroupIdentity)] = []
    for text in ["/default/web", "/default/web/x/\(Samples.idA)", "/web/\(Samples.idA)", "/actions_job/\(Samples.idA)"]
    {
      groups.append((try Samples.path(text), try IdentityResolverTests.identify(text, files)))
    }
    let impostor = groups[1].group.identity
    #expect(impostor.kind == .other && impostor.target == nil)
    #expect(groups[2].group.identity.target == ByteText("containerd:\(Samples.idA.prefix(12))"))
    #expect(try NameIndex(groups).find(Samples.target("docker:web")).map(\.path) == [groups[3].path])
    #expect(try NameIndex(groups).find(Samples.target("web")).map(\.path).contains(groups[3].path))
  }

  @Test(arguments: [
    ("/actions_job", true), ("/actions_job/", true), ("", false), ("actions_job", false), ("/actions_job//", false),
    ("/actions_job/x", false), ("/actions", false), ("/", false), ("/actions_job/.", false),
  ])
  func theParentIsDockersOwnWord(_ parent: String, _ isBelieved: Bool) throws {
    let found = try IdentityResolverTests.identify("/actions_job/\(Samples.idA)", Self.files(parent: parent)).identity
    #expect((found.target == "docker:web") == isBelieved)
  }

  @Test(arguments: [
    "", "{", #"{"CgroupParent":7}"#, #"{"CgroupParent":null}"#, "{}", #"{"X":{"CgroupParent":"/actions_job"}}"#,
    #"{"CgroupParent":"/actions_job""#,
  ])
  func withoutThatWordItIsNotDockers(_ text: String) throws {
    let files = Samples.files()
    let path = "/actions_job/\(Samples.idA)"
    #expect(try IdentityResolverTests.identify(path, files).identity.engine == .containerd)
    files.put(Self.hostConfig, text)
    #expect(try IdentityResolverTests.identify(path, files).identity.engine == .containerd)
  }

  @Test func theParentOfTheRootIsTheRoot() throws {
    let found = try IdentityResolverTests.identify("/\(Samples.idA)", Self.files(parent: "/")).identity
    #expect(found.target == "docker:web")
  }

  @Test func whatDoesNotRunIsNotInAGroup() throws {
    let files = Self.files(parent: "/actions_job")
    for (state, isBelieved) in [
      (#"{"Running":false}"#, false), (#"{"Running":true}"#, true), ("{}", true), ("null", true),
    ] {
      files.put(Self.config, #"{"State":\#(state),"Name":"/web","Config":{"Image":"x"}}"#)
      let found = try IdentityResolverTests.identify("/actions_job/\(Samples.idA)", files).identity
      #expect((found.target == "docker:web") == isBelieved, "\(state)")
    }
  }

  @Test func inAPodOfTheKubelets() throws {
    let path = "/kubepods/burstable/pod\(Samples.uid)/\(Samples.idA)"
    let files = try Self.files(at: path)
    for below in ["", "/kubepods/podabc", "/in"] {
      let found = try IdentityResolverTests.identify(path + below, files).identity
      #expect(found.target == "docker:web")
      #expect(found.pod == ByteText(Samples.uid))
    }
  }

  /// A pod that the container made within itself is none of its own.
  @Test func podsWithinAreNotItsOwn() throws {
    let files = try Self.files(at: Self.task)
    for below in ["kubepods/pod\(Samples.uid)", "kubepods/pod\(Samples.uid)/in", "libpod_parent/\(Samples.idB)"] {
      let found = try IdentityResolverTests.identify("\(Self.task)/\(below)", files)
      #expect(found.identity.target == "docker:web")
      #expect(found.identity.pod == nil)
      #expect(found.belongsTo == GroupPath(Self.task))
    }
    let inner = try IdentityResolverTests.identify("\(Self.task)/kubepods/pod\(Samples.uid)/\(Samples.idB)", files)
    #expect(inner.identity.pod == ByteText(Samples.uid))
    #expect(inner.identity.isGuess)
  }

  @Test func whatDockerDoesNotKnowStaysAsItIs() throws {
    let files = try Self.files(at: Self.task)
    let job = try IdentityResolverTests.identify("/actions_job/\(Samples.idB)", files).identity
    #expect(job.target == ByteText("containerd:\(Samples.idB.prefix(12))"))
    let deep = try IdentityResolverTests.identify("/ecs/task/\(Samples.idB)", files)
    #expect(deep.identity.kind == .other)
    #expect(deep.identity.target == nil)
    #expect(deep.isRow)
    #expect(!deep.isByPathAlone, "docker may come to know it")
    files.fail(Self.config, .denied)
    #expect(try IdentityResolverTests.identify(Self.task, files).identity.kind == .other)
  }

  @Test func whatIsNotRootsIsNotLookedUp() throws {
    let files = try Self.files(at: Self.task)
    let deep = try IdentityResolverTests.identify(Self.task, files, owners: [Self.task: 1000]).identity
    #expect(deep.kind == .other)
    let job = "/job/\(Samples.idA)"
    let shallow = try IdentityResolverTests.identify(job, files, owners: [job: 1000]).identity
    #expect(shallow.target == ByteText("containerd:\(Samples.idA.prefix(12))"))
    #expect(shallow.isGuess)
    _ = try IdentityResolverTests.identify("\(Samples.manager)/x/\(Samples.idA)", files)
    _ = try IdentityResolverTests.identify("/user.slice/user-1000.slice/x/\(Samples.idA)", files)
    #expect(!files.asked.contains { $0.description.hasPrefix("/var/lib/docker/containers/") })
  }

  /// A container that may make groups of root's must not call one of them as another container is called.
  @Test func whatIsNestedIsNotLookedUp() throws {
    let files = Samples.files()
    files.put("/var/lib/docker/containers/\(Samples.id("e"))/config.v2.json", Samples.dockerConfig(name: "outer"))
    files.put(
      "/var/lib/docker/containers/\(Samples.id("e"))/hostconfig.json", Samples.hostConfig(parent: "/ecs/task"))
    let outer = "/ecs/task/\(Samples.id("e"))"
    for inner in ["\(outer)/x/\(Samples.idA)", "\(outer)/\(Samples.idA)"] {
      let found = try IdentityResolverTests.identify(inner, files)
      #expect(found.identity.target == "docker:outer")
      #expect(found.belongsTo == GroupPath(outer))
    }
    for inner in ["\(outer)/docker/\(Samples.idA)", "\(outer)/kubepods/pod\(Samples.uid)/\(Samples.idA)"] {
      let found = try IdentityResolverTests.identify(inner, files)
      #expect(found.identity.isGuess)
      #expect(found.identity.name == ByteText(String(Samples.idA.prefix(12))))
      #expect(found.belongsTo == GroupPath(outer))
    }
    let lxc = try IdentityResolverTests.identify("/lxc/101/ns/x/\(Samples.idA)", files)
    #expect(lxc.belongsTo == GroupPath("/lxc/101"))
    #expect(!files.asked.contains { $0.description.hasPrefix("/var/lib/docker/containers/\(Samples.idA)") })
  }

  @Test func dockerNamesItLater() throws {
    let files = MemoryStateFiles()
    var cache = IdentityCache(IdentityResolverTests.resolver(files))
    let path = try Samples.path(Self.task)
    #expect(cache.identity(path, inode: 7).identity.kind == .other)
    files.put(Self.config, Samples.dockerConfig(name: "late"))
    files.put(Self.hostConfig, Samples.hostConfig(parent: "/ecs/cluster/task"))
    cache.refresh()
    #expect(cache.identity(path, inode: 7).identity.target == "docker:late")
  }

  @Test func whoWasKilledForWantOfMemory() throws {
    let files = try Self.files(at: Self.task)
    files.put(
      Self.config, #"{"State":{"Running":false,"OOMKilled":true},"Name":"/web","Config":{"Image":"x"}}"#)
    let path = try Samples.path(Self.task)
    var roots = IdentityResolverTests.resolver(files)
    let byRoot = roots.wasOomKilled(path)
    #expect(byRoot)
    var alices = IdentityResolverTests.resolver(files, owners: ["/ecs/cluster/task": 1000])
    let byAlice = alices.wasOomKilled(path)
    #expect(!byAlice)
    let impostor = roots.wasOomKilled(try Samples.path("/default/web/x/\(Samples.idA)"))
    #expect(!impostor)
    let shallow = roots.wasOomKilled(try Samples.path("/web/\(Samples.idA)"))
    #expect(!shallow)
  }

  // MARK: what it costs

  /// The pods of a host without docker.
  @Test func withoutDockerOneLookARoundIsAll() throws {
    let files = MemoryStateFiles()
    var resolver = IdentityResolverTests.resolver(files)
    for _ in 0..<3 {
      resolver.beginRound()
      files.forgetReads()
      for number in 100..<150 {
        let id = String(repeating: "0", count: 61) + String(number)
        _ = resolver.identify(try Samples.path("/kubepods/pod\(Samples.uid)/\(id)"))
        _ = resolver.identify(try Samples.path("/kubepods/pod\(Samples.uid)/\(id)/in"))
      }
      let asked = files.asked.filter { $0.description.contains("docker") }
      #expect(asked == ["/etc/docker/daemon.json", "/var/lib/docker/containers"])
    }
  }

  @Test(arguments: [task, "/ecs/cluster/task/\(Samples.idB)", "/job/\(Samples.idB)"])
  func aHolderIsAskedAboutOnceARound(_ holder: String) throws {
    final class Asked {
      var paths: [GroupPath] = []
    }
    let asked = Asked()
    let files = try Self.files(at: Self.task)
    var resolver = IdentityResolver(files) { path in
      asked.paths.append(path)
      return 0
    }
    for _ in 0..<2 {
      resolver.beginRound()
      files.forgetReads()
      asked.paths = []
      for below in ["", "/a", "/a/b", "/c"] { _ = resolver.identify(try Samples.path(holder + below)) }
      #expect(asked.paths.map(\.description) == [holder])
      #expect(files.asked.count { $0.description.hasSuffix("hostconfig.json") } == 1)
    }
  }
}
