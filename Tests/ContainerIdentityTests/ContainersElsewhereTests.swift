import ContainerIdentity
import ControlGroups
import Testing

/// Containers and machines of other engines where they make them: by cgroupfs drivers, LXC's directories, Proxmox; and
/// what is not the host's.
struct ContainersElsewhereTests {
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

  /// A monitor has its container's number, and answers to its path alone.
  @Test func monitorsOfProxmoxAreNotTheContainers() throws {
    let files = MemoryStateFiles()
    var groups: [(path: GroupPath, group: GroupIdentity)] = []
    for text in ["/lxc", "/lxc/101", "/lxc.monitor", "/lxc.monitor/101"] {
      groups.append((try Samples.path(text), try IdentityResolverTests.identify(text, files)))
    }
    let index = NameIndex(groups)
    for typed in ["101", "10*", "lxc:101"] {
      #expect(try index.find(Samples.target(typed)).map(\.path) == [groups[1].path], "\(typed)")
    }
    for typed in ["/lxc.monitor/101", "lxc.monitor.101"] {
      #expect(try index.find(Samples.target(typed)).map(\.path) == [groups[3].path], "\(typed)")
    }
  }

  @Test func payloadsBelowLXCsOwnDirectory() throws {
    let files = MemoryStateFiles()
    files.put("/var/lib/lxc/web/config", "")
    let path = "/lxc/lxc.payload.web"
    let found = try IdentityResolverTests.identify(path, files, owners: [path: 100_000]).identity
    #expect(found.target == "lxc:web")
    #expect(!found.isGuess)
    #expect(try IdentityResolverTests.identify(path, files, owners: ["/lxc": 1000]).identity.isGuess)
    let monitor = try IdentityResolverTests.identify("/lxc/lxc.monitor.web", files).identity
    #expect(monitor.target == nil && monitor.missing.isEmpty)
  }
}
