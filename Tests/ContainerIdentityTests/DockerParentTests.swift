import ContainerIdentity
import ControlGroups
import Testing

/// Containers of docker's with a parent of one's own (`--cgroup-parent`) by the cgroupfs driver, and what must not pass
/// for one.
struct DockerParentTests {
  static let task = "/ecs/cluster/task/\(Samples.idA)"

  @Test(arguments: ["/actions_job/\(Samples.idA)", "/ecs/task/\(Samples.idA)", task, "/batch.slice/\(Samples.idA)"])
  func dockersStateNamesIt(_ path: String) throws {
    let found = try IdentityResolverTests.identify(path)
    #expect(found.identity.target == "docker:web")
    #expect(found.identity.kind == .container)
    #expect(!found.identity.isGuess)
    #expect(found.isRow)
    let inner = try IdentityResolverTests.identify(path + "/init.scope")
    #expect(inner.identity.target == "docker:web")
    #expect(inner.belongsTo == GroupPath(path))
  }

  @Test func inAPodOfTheKubelets() throws {
    let found = try IdentityResolverTests.identify("/kubepods/burstable/pod\(Samples.uid)/\(Samples.idA)").identity
    #expect(found.target == "docker:web")
    #expect(found.pod == ByteText(Samples.uid))
  }

  @Test func whatDockerDoesNotKnowStaysAsItIs() throws {
    let files = Samples.files()
    let job = try IdentityResolverTests.identify("/actions_job/\(Samples.idB)", files).identity
    #expect(job.target == ByteText("containerd:\(Samples.idB.prefix(12))"))
    let deep = try IdentityResolverTests.identify("/ecs/task/\(Samples.idB)", files)
    #expect(deep.identity.kind == .other)
    #expect(deep.identity.target == nil)
    #expect(deep.isRow)
    #expect(!deep.isByPathAlone, "docker may come to know it")
    files.fail("/var/lib/docker/containers/\(Samples.idA)/config.v2.json", .denied)
    #expect(try IdentityResolverTests.identify(Self.task, files).identity.kind == .other)
  }

  @Test func whatIsNotRootsIsNotLookedUp() throws {
    let files = Samples.files()
    let deep = try IdentityResolverTests.identify(Self.task, files, owners: [Self.task: 1000]).identity
    #expect(deep.kind == .other)
    let job = "/job/\(Samples.idA)"
    let shallow = try IdentityResolverTests.identify(job, files, owners: [job: 1000]).identity
    #expect(shallow.target == ByteText("containerd:\(Samples.idA.prefix(12))"))
    #expect(shallow.isGuess)
    _ = try IdentityResolverTests.identify("\(Samples.manager)/x/\(Samples.idA)", files)
    _ = try IdentityResolverTests.identify("/user.slice/user-1000.slice/x/\(Samples.idA)", files)
    #expect(!files.asked.contains { $0.description.hasPrefix("/var/lib/docker") })
  }

  /// A container that may make groups of root's must not call one of them as another container is called.
  @Test func whatIsNestedIsNotLookedUp() throws {
    let files = Samples.files()
    files.put("/var/lib/docker/containers/\(Samples.id("e"))/config.v2.json", Samples.dockerConfig(name: "outer"))
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
    files.put("/var/lib/docker/containers/\(Samples.idA)/config.v2.json", Samples.dockerConfig(name: "late"))
    cache.refresh()
    #expect(cache.identity(path, inode: 7).identity.target == "docker:late")
  }

  @Test func whoWasKilledForWantOfMemory() throws {
    let files = Samples.files()
    files.put(
      "/var/lib/docker/containers/\(Samples.idA)/config.v2.json",
      #"{"State":{"Running":false,"OOMKilled":true},"Name":"/web","Config":{"Image":"x"}}"#)
    let path = try Samples.path(Self.task)
    var roots = IdentityResolverTests.resolver(files)
    let byRoot = roots.wasOomKilled(path)
    #expect(byRoot)
    var alices = IdentityResolverTests.resolver(files, owners: ["/ecs/cluster/task": 1000])
    let byAlice = alices.wasOomKilled(path)
    #expect(!byAlice)
  }

  // MARK: the others

  @Test func podmansPodsByCgroupfs() throws {
    let pod = Samples.id("4")
    let found = try IdentityResolverTests.identify("/libpod_parent/\(pod)/libpod-\(Samples.id("5"))").identity
    #expect(found.target == "podman:inpod")
    #expect(found.pod == ByteText(String(pod.prefix(12))))
    let directory = try IdentityResolverTests.identify("/libpod_parent/\(pod)").identity
    #expect(directory.kind == .slice)
    #expect(directory.pod == ByteText(String(pod.prefix(12))))
  }

  @Test func aSliceInTheNameOfADirectory() throws {
    let files = Samples.files()
    let name = "system.slice:docker:\(Samples.idA)"
    #expect(try IdentityResolverTests.identify("/system.slice/\(name)", files).identity.target == "docker:web")
    files.forgetReads()
    for path in ["/system.slice/\(name)", "/byhand/\(name)"] {
      let found = try IdentityResolverTests.identify(path, files, owners: ["/system.slice/\(name)": 1000]).identity
      #expect(found.isGuess)
      #expect(found.target == ByteText("docker:\(Samples.idA.prefix(12))"))
    }
    #expect(files.asked.isEmpty)
  }

  @Test func aStaticPodsNameIsNotCut() throws {
    let name = "p" + String(repeating: "o", count: 62) + "d"
    let found = try IdentityResolverTests.identify("/kubepods/pod\(name)").identity
    #expect(found.pod == ByteText(name))
  }

  @Test func whatIsNotBelievedIsADirectory() throws {
    let name = "libpod-\(Samples.idB).scope"
    let found = try IdentityResolverTests.identify("\(Samples.manager)/byhand/\(name)").identity
    #expect(found.kind == .other)
    #expect(found.name == ByteText(name))
    #expect(found.target == nil)
  }

  @Test func unitsOfContainersAreNotTheHosts() throws {
    let files = Samples.files()
    var groups: [(path: GroupPath, group: GroupIdentity)] = []
    for text in ["/lxc/101", "/lxc/101/ns/system.slice/ssh.service", "/system.slice/ssh.service", "/a/b/ssh.service"] {
      groups.append((try Samples.path(text), try IdentityResolverTests.identify(text, files)))
    }
    let inner = groups[1].group
    #expect(inner.identity.unit == nil)
    #expect(inner.belongsTo == GroupPath("/lxc/101"))
    let stranger = groups[3].group.identity
    #expect(stranger.kind == .other && stranger.unit == nil && stranger.target == nil)
    let index = NameIndex(groups)
    #expect(index.spelling(groups[2].path, groups[2].group) == "ssh.service")
    #expect(try index.find(Samples.target("ssh.service")).map(\.path) == [groups[2].path])
    #expect(try index.find(Samples.target("ssh")).map(\.path) == [groups[2].path])
  }

  @Test func proxmox() throws {
    let files = MemoryStateFiles()
    #expect(try IdentityResolverTests.identify("/lxc/101", files).identity.isGuess)
    files.put("/var/lib/lxc/101/config", "")
    let container = try IdentityResolverTests.identify("/lxc/101", files, owners: ["/lxc/101": 100_000]).identity
    #expect(container.target == "lxc:101")
    #expect(!container.isGuess)
    let forged = try IdentityResolverTests.identify("/lxc/101", files, owners: ["/lxc": 1000, "/lxc/101": 1000])
    #expect(forged.identity.isGuess)
    let machine = try IdentityResolverTests.identify("/qemu.slice/100.scope", files).identity
    #expect(machine.target == "machine:100")
    #expect(machine.unit == "100.scope")
    #expect(machine.isGuess)
    files.put("/run/qemu-server/100.pid", "77\n")
    #expect(try !IdentityResolverTests.identify("/qemu.slice/100.scope", files).identity.isGuess)
  }
}
